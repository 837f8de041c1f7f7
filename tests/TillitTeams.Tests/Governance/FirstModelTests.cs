using Microsoft.EntityFrameworkCore;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>A tenant that came without a model, as each but the app's own does.</summary>
public sealed class WithoutModel : LocalTenant
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await InDatabase(async db =>
        {
            await db.Goals.ExecuteDeleteAsync();
            await db.Principles.ExecuteDeleteAsync();
            return await db.ModelChanges.ExecuteDeleteAsync();
        });
    }
}

public sealed class FirstModelTests(WithoutModel kommun) : IClassFixture<WithoutModel>
{
    private readonly Steward karin = new(kommun);

    [Fact]
    public async Task Its_first_model_is_read_in_from_a_file()
    {
        var empty = await karin.ModelAsync();
        Assert.All(["Inget mål är beslutat än.", "Ingen princip är beslutad än."], words => Assert.Contains(words, empty.Text, StringComparison.Ordinal));
        Assert.Null(empty.Page.QuerySelector("a[href='/tab/model/export']"));
        Assert.Contains("Det behövs minst ett mål och en princip", (await karin.OpenAsync("model/export")).Text, StringComparison.Ordinal);
        Assert.Contains("Inget har ändrats än.", (await karin.OpenAsync("model/history")).Text, StringComparison.Ordinal);
        var file = await File.ReadAllTextAsync(Repository.File("src", "TillitTeams", "Governance", "vadstena.json"), TestContext.Current.CancellationToken);

        var preview = await (await karin.OpenAsync("model/import")).PressAsync("Se vad som händer", ("file", [file]));
        await preview.PressAsync("Ändra styrmodellen");

        Assert.Equal(["hallbar", "vaxande", "attraktiv"], await karin.CodesAsync("goal"));
        Assert.Equal(5, (await karin.CodesAsync("principle")).Count);
        Assert.Contains("Målförvaltare, från en fil", (await karin.OpenAsync("model/history")).Text, StringComparison.Ordinal);
    }
}
