using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.PersonalData.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.PersonalData;

/// <summary><i>Mina uppgifter</i>: what is stored of whoever reads it, and why. Everybody sees their own and nobody else's.</summary>
internal sealed class ShowPersonal(ReadPersonal read, TillitDb db, PersonalWords words, MunicipalityDates dates, Caller caller)
{
    private const int AtATime = 10;

    /// <summary>What is told of by itself, on the page of the caller's own links.</summary>
    private static readonly PersonalPart[] Elsewhere = [PersonalPart.Links];

    private static readonly PersonalPart[] OfInitiatives = [PersonalPart.Initiatives, PersonalPart.Steps, PersonalPart.Follows];

    private static readonly string[] Sayings = ["SaidNameCorrected", "SaidUnfollowed"];

    /// <param name="person">As their token says.</param>
    /// <param name="said">Key of what has just been done.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<RazorComponentResult<PersonalPage>> ShowAsync(ClaimsPrincipal person, string? said, CancellationToken cancellationToken)
    {
        var name = person.FindFirstValue("name");
        var parts = new List<PersonalPartView>();
        foreach (var part in Enum.GetValues<PersonalPart>())
        {
            parts.Add(Elsewhere.Contains(part) ? new PersonalPartView(part, [], null) : await PartAsync(part, after: null, cancellationToken));
        }

        return new RazorComponentResult<PersonalPage>(new
        {
            Model = new PersonalView(
                caller.UserId, name, await NameBeforeAsync(name, cancellationToken), IdentityWiring.IsSteward(person), Sayings.Contains(said) ? said : null, parts),
        });
    }

    public async Task<Results<RazorComponentResult<PersonalRows>, NotFound>> MoreAsync(string part, string? after, CancellationToken cancellationToken) =>
        Enum.TryParse<PersonalPart>(part, ignoreCase: true, out var wanted) && Enum.IsDefined(wanted)
            ? new RazorComponentResult<PersonalRows>(new { Model = await PartAsync(wanted, LinkCursor.Read(after), cancellationToken) })
            : TypedResults.NotFound();

    private async Task<PersonalPartView> PartAsync(PersonalPart part, LinkCursor? after, CancellationToken cancellationToken)
    {
        var rows = await read.PageAsync(part, after, AtATime + 1, cancellationToken);
        return new PersonalPartView(
            part,
            [.. rows.Take(AtATime).Select(row => Describe(part, row))],
            rows.Count > AtATime ? $"personal/rows/{part}?after={ReadPersonal.CursorOf(rows[AtATime - 1])}" : null);
    }

    private PersonalRowView Describe(PersonalPart part, PersonalRow row) => new(
        row.Id,
        words.Of(row.What),
        dates.Show(row.At),
        row.At.ToString("O", CultureInfo.InvariantCulture),
        row.About,
        IsClosed: row.About is null && (part == PersonalPart.Words || OfInitiatives.Contains(part)),
        row.Address,
        row.Address?.StartsWith("/tab/", StringComparison.Ordinal) == true,
        row.Words,
        row.Chosen ?? [],
        part == PersonalPart.Follows ? PersonalAct.StopFollowing : row.What == "LetterComes" ? PersonalAct.EndLetter : null);

    private async Task<string?> NameBeforeAsync(string? name, CancellationToken cancellationToken) => string.IsNullOrWhiteSpace(name) ? null
        : await db.InitiativeEvents.Where(step => step.ById == caller.UserId && step.ByName != null && step.ByName != name).Select(step => step.ByName).FirstOrDefaultAsync(cancellationToken)
        ?? await db.Initiatives.Where(initiative => initiative.ContactId == caller.UserId && initiative.ContactName != name).Select(initiative => initiative.ContactName).FirstOrDefaultAsync(cancellationToken);
}
