using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TillitTeams.Model;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Harness;

/// <summary>Every tenant's log is read when it ends; here, that what must not stand there would be found.</summary>
public sealed class WatchedLogsTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task Names_texts_titles_and_tokens_are_found_and_ids_and_words_are_let_be()
    {
        var spot = vadstena.Write("omsorg/allmant", "lena", "<p>Farfar fick hjälp med <b>hissen</b></p>");
        await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", "hallbar"), ("why", "Han kommer ut igen, varje dag"));
        var link = await vadstena.InDatabase(db => db.Links.SingleAsync(TestContext.Current.CancellationToken));
        var secrets = await vadstena.InStorage(db => WatchedLogs.SecretsAsync(vadstena.Tenant, vadstena.Host.App.ClientSecret, db, TestContext.Current.CancellationToken));
        using var logs = new WatchedLogs();
        var logger = logs.CreateLogger("Any");
        var lena = vadstena.Person("lena");
        string[] never = [lena.DisplayName, lena.UserPrincipalName, lena.Id.ToString(), "farfar fick hjälp med  hissen", link.Why!, vadstena.Host.App.ClientSecret, vadstena.Host.Tokens.MintTabToken(lena)];

        foreach (var told in never)
        {
            Write(logger, $"It was {told}.");
        }

        Write(logger, "It failed.", new InvalidOperationException(link.Title));
        Write(logger, $"Link {link.Id} of tenant {link.TenantId} is edited: hållbar.");

        Assert.Equal(never.Length + 1, logs.Telltales(secrets).Count);
        Assert.DoesNotContain(logs.Telltales(secrets), line => line.Contains(link.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_app_logs_is_what_is_read()
    {
        await using var scope = vadstena.Host.AppServices.CreateAsyncScope();

        Write(scope.ServiceProvider.GetRequiredService<ILogger<Caller>>(), "Heard 17.");

        Assert.Contains(vadstena.Watched.Lines, line => line.Contains("Heard 17.", StringComparison.Ordinal));
    }

    private static void Write(ILogger logger, string text, Exception? exception = null) => logger.Log(LogLevel.Debug, default, text, exception, static (said, _) => said);
}
