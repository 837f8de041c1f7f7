using Microsoft.Extensions.Localization;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Tagging.Documents;

/// <summary>
/// Makes the two columns, or takes over what is there already and of the right kind. Both are looked at before
/// either is touched: where one cannot be had, nothing is written.
/// </summary>
internal sealed class PrepareColumns(GraphSites graph, IStringLocalizer<SitesTexts> texts)
{
    private const string Goals = "TillitGoals";
    private const string Principles = "TillitPrinciples";
    private const string BetweenColumns = "\n\n";
    private const int Rereads = 3;

    public async Task<LibraryState> OfSiteAsync(SharePointSite site, ColumnModel goals, ColumnModel principles, CancellationToken cancellationToken)
    {
        var ours = (site.Choices ?? BetweenColumns).Split(BetweenColumns, 2);
        Wanted[] wanted =
        [
            new(site.GoalColumn ?? Goals, DisplayName("Goals"), goals.Choices, ours[0].Split('\n')),
            new(site.PrincipleColumn ?? Principles, DisplayName("Principles"), principles.Choices, ours[^1].Split('\n')),
        ];
        for (var attempt = 1; ; attempt++)
        {
            var (state, changed, names) = await TryAsync(site, wanted, cancellationToken);
            if (changed && attempt < Rereads)
            {
                // Somebody was quicker, or an answer was lost on its way.
                continue;
            }

            if (state == LibraryState.Ready)
            {
                (site.GoalColumn, site.PrincipleColumn) = (names[0], names[1]);
                site.Choices = Mark(goals, principles);
            }

            return state;
        }
    }

    public async Task OfLibraryAsync(SharePointSite site, SiteLibrary library, CancellationToken cancellationToken)
    {
        var inSite = await graph.ColumnsAsync(site.TenantId, site.SiteId, cancellationToken);
        var inLibrary = await graph.LibraryColumnsAsync(site.TenantId, site.SiteId, library.ListId, cancellationToken);
        var name = await graph.LibraryNameAsync(site.TenantId, library.DriveId, cancellationToken);
        if (inSite.Value is not { } shared || inLibrary.Value is not { } own || name.Value is not { } called)
        {
            library.State = new[] { inSite.State, inLibrary.State, name.State }.First(state => state != LibraryState.Ready);
            return;
        }

        library.PlaceName = $"{site.Name}{DocumentPlaces.Separator}{called}";
        var missing = shared.Where(column => (column.Name == site.GoalColumn || column.Name == site.PrincipleColumn) && own.All(known => known.Name != column.Name)).ToList();
        if (own.Any(known => (known.Name == site.GoalColumn || known.Name == site.PrincipleColumn) && known.Choices is null)
            || missing.Exists(column => own.Any(known => SameName(known.DisplayName, column.DisplayName))))
        {
            library.State = LibraryState.ColumnTaken;
            return;
        }

        // Columns that were there may hold values that somebody set: everything is read then.
        library.DeltaLink ??= missing.Count < 2 ? "" : null;
        library.State = LibraryState.Ready;
        foreach (var column in missing)
        {
            var taken = await graph.TakeInAsync(site.TenantId, site.SiteId, library.ListId, column.Id, cancellationToken);
            library.State = taken.State == LibraryState.Ready ? library.State : taken.State;
        }
    }

    /// <summary>The choices of both columns as one text, to see whether the model has changed since.</summary>
    public static string Mark(ColumnModel goals, ColumnModel principles) => string.Join('\n', goals.Choices) + BetweenColumns + string.Join('\n', principles.Choices);

    private async Task<(LibraryState State, bool Changed, string[] Names)> TryAsync(SharePointSite site, Wanted[] wanted, CancellationToken cancellationToken)
    {
        var read = await graph.ColumnsAsync(site.TenantId, site.SiteId, cancellationToken);
        if (read.Value is not { } all)
        {
            return (read.State, false, []);
        }

        var found = wanted.Select(column => all.FirstOrDefault(known => known.Name == column.Name) ?? all.FirstOrDefault(known => SameName(known.DisplayName, column.DisplayName))).ToList();
        if (found.Exists(column => column is { Choices: null }))
        {
            return (LibraryState.ColumnTaken, false, []);
        }

        foreach (var (column, known) in wanted.Zip(found))
        {
            var done = known is null
                ? await graph.CreateAsync(site.TenantId, site.SiteId, column.Name, column.DisplayName, column.Choices, cancellationToken)
                : column.With(known.Choices!) is var choices && choices.SequenceEqual(known.Choices!, StringComparer.Ordinal)
                    ? new GraphReply<string>(LibraryState.Ready)
                    : await graph.SetChoicesAsync(site.TenantId, site.SiteId, known.Id, choices, cancellationToken);
            if (done.State != LibraryState.Ready)
            {
                return (done.State, done.Changed, []);
            }
        }

        return (LibraryState.Ready, false, [.. wanted.Zip(found, (column, known) => known?.Name ?? column.Name)]);
    }

    /// <summary>A column has one name for everybody, whatever language they read: Swedish, as the model's own texts.</summary>
    private string DisplayName(string key) => SpokenLanguage.Say("sv", () => texts[$"Column{key}"].Value);

    private static bool SameName(string one, string other) => string.Equals(one.Trim(), other, StringComparison.OrdinalIgnoreCase);

    /// <param name="Ours">Choices that the app wrote the last time.</param>
    private sealed record Wanted(string Name, string DisplayName, IReadOnlyList<string> Choices, IReadOnlyCollection<string> Ours)
    {
        /// <summary>The model's, and after them what somebody else put there.</summary>
        public IReadOnlyList<string> With(IReadOnlyList<string> known) => [.. Choices, .. known.Where(choice => !Choices.Contains(choice) && !Ours.Contains(choice))];
    }
}
