using System.Net;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Hosting.Operations;

/// <summary>Whoever stands before several instances learns from them which can be given work.</summary>
public sealed class HealthTests(HealthTests.Patient vadstena) : IClassFixture<HealthTests.Patient>
{
    public sealed class Patient : LocalTenant
    {
        protected override SandboxSettings Settings => base.Settings with { AppSettings = new Dictionary<string, string?> { ["Shutdown:DrainFor"] = "00:00:03" } };
    }

    [Theory]
    [InlineData("healthz")]
    [InlineData("healthz/live")]
    [InlineData("healthz/ready")]
    public async Task An_app_that_is_well_says_so_to_anybody_and_nothing_else(string path)
    {
        using var nobody = vadstena.AppClient(null);
        using var answer = await nobody.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Without_its_database_it_lives_but_is_not_ready()
    {
        await TestStore.TakeAwayAsync(vadstena.Host.ProductSettings);
        try
        {
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await AskAsync("live"), await AskAsync("ready")));
        }
        finally
        {
            await TestStore.BringBackAsync(vadstena.Host.ProductSettings);
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync("ready"));
    }

    [Fact]
    public async Task While_Microsoft_365_is_away_it_stays_ready()
    {
        vadstena.Host.Faults.BreakDown(CloudService.Graph, FaultKind.Drop);
        vadstena.Host.Faults.BreakDown(CloudService.Entra, FaultKind.Drop);

        var said = await AskAsync("ready");

        vadstena.Host.Faults.Clear();
        Assert.Equal(HttpStatusCode.OK, said);
    }

    [Fact]
    public async Task One_that_is_told_to_stop_wants_no_more_work_and_still_answers_what_comes()
    {
        var stopping = vadstena.Host.StopAppAsync(Cancel);
        while (await AskAsync("ready") == HttpStatusCode.OK)
        {
            await Task.Delay(20, Cancel);
        }

        using var nobody = vadstena.AppClient(null);
        using var page = await nobody.GetAsync("tab", Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, await AskAsync("live")));
        Assert.False(stopping.IsCompleted);

        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync("live"));
        await vadstena.Host.StartAppAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("ready"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<HttpStatusCode> AskAsync(string what)
    {
        using var nobody = vadstena.AppClient(null);
        using var answer = await nobody.GetAsync($"healthz/{what}", Cancel);
        return answer.StatusCode;
    }
}
