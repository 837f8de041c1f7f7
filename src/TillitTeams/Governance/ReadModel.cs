using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance;

/// <summary>All goals and principles, in the council's order; also those that are retired or still to come.</summary>
internal sealed record GovernanceModel(IReadOnlyList<GovernanceItem> Goals, IReadOnlyList<GovernanceItem> Principles)
{
    public IReadOnlyList<GovernanceItem> Of(ItemKind kind) => kind == ItemKind.Goal ? Goals : Principles;

    public GovernanceItem? Find(ItemKind kind, string? code) => Of(kind).FirstOrDefault(item => item.Code == code);

    /// <summary>Another as soon as anything in the model is another.</summary>
    public string Mark() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Goals.Concat(Principles).Select(item => $"{item.Id} {item.Version} {item.Order}")))));

    public static string NameOf(GovernanceItem item) => item.Name.In(CultureInfo.CurrentUICulture);
}

internal sealed class ReadModel(TillitDb db)
{
    /// <summary>Tracked, so that it can be changed.</summary>
    public async Task<GovernanceModel> ReadAsync(CancellationToken cancellationToken) => new(
        await db.Goals.OrderBy(goal => goal.Order).ThenBy(goal => goal.Code).ToListAsync(cancellationToken),
        await db.Principles.OrderBy(principle => principle.Order).ThenBy(principle => principle.Code).ToListAsync(cancellationToken));
}
