using System.Net;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Hosting;

/// <summary>A view that cannot be shown says so in plain words, with a reference that leads to the log.</summary>
public sealed class FailedViewTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Theory]
    [InlineData("sv", "Något gick fel hos oss")]
    [InlineData("en", "Something went wrong")]
    public async Task A_fault_of_our_own_gives_the_same_reference_in_page_header_and_log(string language, string said)
    {
        await using var broken = await BrokenTable.RenameAsync(vadstena, "Goals");
        using var viewer = vadstena.AppClient("karin");
        viewer.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        using var answer = await viewer.GetAsync("views/goals", TestContext.Current.CancellationToken);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var reference = answer.Headers.GetValues("X-Correlation-Id").Single();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains(reference, page, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(vadstena.Logs.GetSnapshot(), record => record.Exception is not null && record.Message.Contains(reference, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_is_its_persons_alone_and_is_not_kept()
    {
        using var viewer = vadstena.AppClient("karin");
        using var answer = await viewer.GetAsync("views/goals", TestContext.Current.CancellationToken);

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.NotEmpty(answer.Headers.GetValues("X-Correlation-Id").Single());
    }

    [Fact]
    public async Task While_Graph_is_away_a_goal_says_that_something_may_be_missing_and_shows_nothing_unchecked()
    {
        var spot = vadstena.Write("omsorg/allmant", "lena", "<p>Obekräftat</p>");
        await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", "hallbar"));
        vadstena.Host.Faults.BreakDown(CloudService.Graph, FaultKind.Drop);
        using var viewer = vadstena.AppClient("lena");

        var page = await viewer.ReadAsync("views/goal/hallbar");

        vadstena.Host.Faults.Clear();
        Assert.DoesNotContain("Obekräftat", page, StringComparison.Ordinal);
        Assert.Contains("role=\"status\"", page, StringComparison.Ordinal);
    }
}

/// <summary>Apart, because what is revoked is revoked for everybody.</summary>
public sealed class MissingConsentTests(MissingConsentTests.Talkative vadstena) : IClassFixture<MissingConsentTests.Talkative>
{
    public sealed class Talkative : LocalTenant
    {
        protected override SandboxSettings Settings => base.Settings with
        {
            AppSettings = new Dictionary<string, string?> { ["Logging:LogLevel:TillitTeams"] = "Information" },
        };
    }

    [Fact]
    public async Task Without_consent_a_view_asks_for_it_and_tells_IT_exactly_what_is_missing()
    {
        vadstena.Host.App.ConsentedPermissions.Clear();
        using var viewer = vadstena.AppClient("karin");

        using var answer = await viewer.GetAsync("views/goals", TestContext.Current.CancellationToken);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("data-consent-start", page, StringComparison.Ordinal);
        Assert.All(vadstena.Host.App.DelegatedPermissions, permission => Assert.Contains(permission, page, StringComparison.Ordinal));
        Assert.Contains(vadstena.Host.App.ClientId.ToString(), page, StringComparison.Ordinal);
        Assert.Contains(vadstena.Logs.GetSnapshot(), record => record.Message.Contains(answer.Headers.GetValues("X-Correlation-Id").Single(), StringComparison.Ordinal));
    }
}
