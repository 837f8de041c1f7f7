using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Governance.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance;

/// <param name="CanChange">Whether the person is a governance lead; everybody else reads the same.</param>
/// <param name="Said">What has just been done.</param>
/// <param name="Problem">What stood in the way of what was asked for.</param>
public sealed record ModelView(bool CanChange, IReadOnlyList<KindView> Kinds, string? Said = null, string? Problem = null)
{
    /// <summary>A file needs both.</summary>
    public bool CanExport => Kinds.All(kind => kind.Current.Count + kind.Ended.Count > 0);
}

/// <param name="Current">In force, or decided and still to come.</param>
public sealed record KindView(ItemKind Kind, IReadOnlyList<ItemRowView> Current, IReadOnlyList<ItemRowView> Ended);

/// <param name="View">Address of its own page.</param>
/// <param name="From">The day that it comes into force, when that is still to come.</param>
/// <param name="To">The last day, if there is one.</param>
/// <param name="MergedInto">The name of what took its place.</param>
public sealed record ItemRowView(
    ItemKind Kind, string Code, string Name, string Description, ItemColour Colour, ItemIcon Icon, string View, string Reference, string DecidedOn, string? From, string? To, string? MergedInto);

/// <summary><i>Styrmodell</i>: what the council has decided, for everybody to read and for a governance lead to look after.</summary>
internal sealed class ShowModel(TillitDb db, ReadModel read, MunicipalityDates dates)
{
    public async Task<RazorComponentResult<ModelPage>> ShowAsync(bool canChange, CancellationToken cancellationToken, string? said = null, string? problem = null)
    {
        // What was just written is read as everybody else reads it.
        db.ChangeTracker.Clear();
        var model = await read.ReadAsync(cancellationToken);
        return new RazorComponentResult<ModelPage>(new
        {
            Model = new ModelView(canChange, [KindOf(ItemKind.Goal, model.Goals), KindOf(ItemKind.Principle, model.Principles)], said, problem),
        });
    }

    public static string AddressOf(GovernanceItem item) => $"{KindName(item.Kind)}/{item.Code}";

    /// <summary>As it stands in addresses.</summary>
    public static string KindName(ItemKind kind) => kind == ItemKind.Goal ? "goal" : "principle";

    public static ItemKind KindOf(string? name) => name == KindName(ItemKind.Principle) ? ItemKind.Principle : ItemKind.Goal;

    private KindView KindOf(ItemKind kind, IReadOnlyList<GovernanceItem> items) => new(
        kind,
        [.. items.Where(item => !HasEnded(item)).Select(item => Row(item, items))],
        [.. items.Where(HasEnded).Select(item => Row(item, items))]);

    private bool HasEnded(GovernanceItem item) => item.ValidTo < dates.Today;

    private ItemRowView Row(GovernanceItem item, IReadOnlyList<GovernanceItem> items) => new(
        item.Kind,
        item.Code,
        GovernanceModel.NameOf(item),
        item.Description.In(CultureInfo.CurrentUICulture),
        item.Colour,
        item.Icon,
        AddressOf(item),
        item.DecisionReference,
        dates.Show(item.DecidedOn),
        item.ValidFrom > dates.Today ? dates.Show(item.ValidFrom) : null,
        item.ValidTo is { } last ? dates.Show(last) : null,
        items.FirstOrDefault(other => other.Id == item.MergedIntoId) is { } into ? GovernanceModel.NameOf(into) : null);
}
