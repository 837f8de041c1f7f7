using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using TillitTeams.Governance.Pages;
using TillitTeams.Model;
using TillitTeams.Storage;

using OrderResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.OrderPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ModelPage>>;

namespace TillitTeams.Governance;

/// <param name="Opened">Codes as they stood when the form was filled in.</param>
/// <param name="Places">The place that is asked for each, from 1 on, by code.</param>
internal sealed record OrderInput(ItemKind Kind, IReadOnlyList<string> Opened, IReadOnlyDictionary<string, int> Places)
{
    public const string PlacePrefix = "place-";

    public static OrderInput Read(IFormCollection form)
    {
        var opened = form["opened"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        return new OrderInput(
            ShowModel.KindOf(form["kind"]),
            opened,
            opened.Select((code, at) => (code, at)).ToDictionary(
                item => item.code, item => int.TryParse(form[PlacePrefix + item.code], CultureInfo.InvariantCulture, out var place) ? place : item.at + 1, StringComparer.Ordinal));
    }

    /// <summary>
    /// In the order that is asked for. Where two ask for the same place, what was moved down comes after what stood
    /// there, and what was moved up before it.
    /// </summary>
    public IReadOnlyList<string> Wanted() =>
    [
        .. Opened.Select((code, at) => (Code: code, Place: Places[code], Moved: Places[code].CompareTo(at + 1)))
            .OrderBy(item => item.Place)
            .ThenBy(item => item.Moved)
            .Select(item => item.Code),
    ];
}

/// <param name="IsChanged">Somebody else put them in another order, or added one, since the form was filled in.</param>
public sealed record OrderView(ItemKind Kind, IReadOnlyList<OrderRowView> Items, bool IsChanged);

public sealed record OrderRowView(string Code, string Name, int Place);

/// <summary>A governance lead says in which order goals or principles stand.</summary>
internal sealed class ReorderModel(TillitDb db, ReadModel read, NoteChanges note, ShowModel show, IStringLocalizer<GovernanceTexts> texts)
{
    public async Task<RazorComponentResult<OrderPage>> OpenAsync(string? kind, CancellationToken cancellationToken)
    {
        var items = (await read.ReadAsync(cancellationToken)).Of(ShowModel.KindOf(kind));
        return Form(ShowModel.KindOf(kind), items, [.. items.Select(item => item.Code)], isChanged: false);
    }

    public async Task<OrderResults> SaveAsync(OrderInput input, CancellationToken cancellationToken)
    {
        var again = await db.SaveMergedAsync(token => TryAsync(input, token), cancellationToken);
        return again is not null ? again : await show.ShowAsync(canChange: true, cancellationToken, said: texts["SaidReordered"]);
    }

    private async Task<RazorComponentResult<OrderPage>?> TryAsync(OrderInput input, CancellationToken cancellationToken)
    {
        var items = (await read.ReadAsync(cancellationToken)).Of(input.Kind);
        var wanted = input.Wanted();
        if (!input.Opened.SequenceEqual(items.Select(item => item.Code), StringComparer.Ordinal))
        {
            // What was asked for is kept as far as it goes; what is new comes last.
            var known = wanted.Where(code => items.Any(item => item.Code == code)).ToList();
            return Form(input.Kind, items, [.. known, .. items.Select(item => item.Code).Except(known, StringComparer.Ordinal)], isChanged: true);
        }

        var ordered = wanted.Select(code => items.First(item => item.Code == code)).ToList();
        if (!ordered.SequenceEqual(items))
        {
            Place(ordered);
            note.Reordered(items, ordered, ModelActor.Steward);
            await db.SaveChangesAsync(cancellationToken);
        }

        return null;
    }

    public static void Place(IReadOnlyList<GovernanceItem> ordered)
    {
        for (var at = 0; at < ordered.Count; at++)
        {
            ordered[at].Order = at;
        }
    }

    private static RazorComponentResult<OrderPage> Form(ItemKind kind, IReadOnlyList<GovernanceItem> items, List<string> wanted, bool isChanged) => new(new
    {
        Model = new OrderView(kind, [.. items.Select(item => new OrderRowView(item.Code, GovernanceModel.NameOf(item), wanted.IndexOf(item.Code) + 1))], isChanged),
    });
}
