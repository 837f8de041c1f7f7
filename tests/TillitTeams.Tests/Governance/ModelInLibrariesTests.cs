using Microsoft.EntityFrameworkCore;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging.Documents;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>What is changed in the tab reaches SharePoint, and is there after a restart.</summary>
public sealed class ModelInLibrariesTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>
{
    private readonly Steward karin = new(vadstena);

    [Fact]
    public async Task The_columns_follow_what_is_renamed_added_arranged_and_merged_in_the_tab()
    {
        var file = await vadstena.LinkedAsync("skola", "amina", "attraktiv", "vaxande");
        await (await karin.EditAsync("goal", "vaxande")).PressAsync("Spara", ("NameSv", ["Växtkraftig"]));
        var added = await karin.AddAsync("goal", "Trygg");
        await (await karin.OpenAsync("model/order?kind=goal")).PressAsync("Spara", ("place-hallbar", ["3"]));

        await vadstena.WorkAsync();

        Assert.Equal(["Växtkraftig", "Attraktiv", "Hållbar", "Trygg"], Choices());
        Assert.Equal(["Växtkraftig", "Attraktiv"], file.Goals);

        await karin.MergeAsync("goal", "attraktiv", added, follow: true);
        await vadstena.WorkAsync();

        Assert.Equal(["Växtkraftig", "Hållbar", "Trygg"], Choices());
        Assert.Equal(["Växtkraftig", "Trygg"], file.Goals);
        Assert.Equal(["Växtkraftig", "Trygg"], await file.LinkedGoalsAsync());
    }

    [Fact]
    public async Task After_a_restart_the_model_is_as_it_was_left()
    {
        var code = await karin.AddAsync("principle", "Uthållighet");

        await vadstena.BeAwayAsync(TimeSpan.FromMinutes(30), () => { });

        using var viewer = vadstena.AppClient("peter");
        Assert.Contains("Uthållighet", await viewer.ReadAsync("views/model"), StringComparison.Ordinal);
        Assert.Contains("Principen Uthållighet lades till", await viewer.ReadAsync("views/model/history"), StringComparison.Ordinal);
        Assert.Single(await vadstena.InDatabase(db => db.ModelChanges.Where(change => change.After == "Uthållighet").ToListAsync()));
        Assert.Equal(code, (await karin.CodesAsync("principle"))[^1]);
    }

    private List<string> Choices() => [.. vadstena.Site("skola").Drives[0].Columns.Single(column => column.Name == "TillitGoals").Choices!];
}
