using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Identity.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Storage;
using TillitTeams.Storage.Tokens;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>What one instance has asked Entra for, another need not ask again; and nobody gets it out of the database.</summary>
public sealed class SharedTokensTests : IClassFixture<InstancesWithKey>
{
    private static readonly TokenSeal Seal = new(Convert.FromBase64String(InstancesWithKey.Key));

    private static readonly DateTimeOffset Begin = TimeProvider.System.GetUtcNow();

    private static int signed;

    private readonly InstancesWithKey vadstena;

    public SharedTokensTests(InstancesWithKey vadstena)
    {
        PostgresServer.Need();
        this.vadstena = vadstena;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DbDataSource Database => vadstena.Host.AppServices.GetRequiredService<DbDataSource>();

    [Fact]
    public async Task Whoever_was_answered_by_one_instance_is_answered_by_another_while_Entra_is_away()
    {
        var (karin, amina) = (Sign("karin"), Sign("amina"));
        await AssertSeesOwnAsync(vadstena.Host.AppUrl, karin, "karin");

        vadstena.Host.Faults.Storm(CloudService.Entra, new Random(1), 1, FaultKind.Drop);
        try
        {
            await AssertSeesOwnAsync(vadstena.OtherUrl, karin, "karin");
            Assert.DoesNotContain(InstancesWithKey.WhyOf("amina"), await ReadAsync(vadstena.OtherUrl, amina), StringComparison.Ordinal);
        }
        finally
        {
            vadstena.Host.Faults.Clear();
        }
    }

    [Fact]
    public async Task Without_a_key_an_instance_keeps_tokens_to_itself()
    {
        var karin = Sign("karin");

        await AssertExchangesAsync(vadstena.WithoutKey, karin, "karin");

        Assert.Null(await SealedAsync(karin));
    }

    [Fact]
    public async Task Nobody_reads_from_the_table_a_token_or_whose_it_is_and_none_of_it_is_the_apps_own()
    {
        await SayAsync("DELETE FROM SharedTokens");
        var (karin, token) = (vadstena.Person("karin"), Sign("karin"));
        await AssertExchangesAsync(vadstena.Host.AppServices, token, "karin");
        await TakeOwnTokenAsync();

        var row = Assert.Single(await RowsAsync());

        var lies = Encoding.Latin1.GetString([.. row.Name, .. row.Sealed]);
        Assert.DoesNotMatch(WatchedLogs.Token(), lies);
        Assert.All(["AccessToken", HashOf(token), karin.Id.ToString(), karin.UserPrincipalName, vadstena.Tenant.Id.ToString()], word => Assert.DoesNotContain(word, lies, StringComparison.OrdinalIgnoreCase));
        Assert.Null(new TokenSeal(RandomNumberGenerator.GetBytes(TokenKeyAttribute.Size)).Open(row.Name, row.Sealed));
        // With the key it is what MSAL writes.
        var kept = Assert.Single(JsonNode.Parse(Seal.Open(row.Name, row.Sealed)!)!["AccessToken"]!.AsObject());
        Assert.Equal(karin.Id.ToString(), new JsonWebToken((string)kept.Value!["secret"]!).GetClaim("oid").Value);
    }

    [Fact]
    public async Task A_row_in_the_place_of_another_or_changed_opens_nothing_and_is_written_anew()
    {
        var (karin, amina) = (Sign("karin"), Sign("amina"));
        await AssertExchangesAsync(vadstena.Host.AppServices, karin, "karin");
        await AssertExchangesAsync(vadstena.Host.AppServices, amina, "amina");
        var others = (await SealedAsync(amina))!;
        Assert.Null(Seal.Open(NameOf(karin), others));
        await SayAsync("UPDATE SharedTokens SET Sealed = @sealed WHERE Name = @name", ("name", NameOf(karin)), ("sealed", others));
        await SayAsync("UPDATE SharedTokens SET Sealed = 'short' WHERE Name = @name", ("name", NameOf(amina)));

        await AssertExchangesAsync(vadstena.Other, karin, "karin");
        await AssertExchangesAsync(vadstena.Other, amina, "amina");

        Assert.NotNull(Seal.Open(NameOf(karin), (await SealedAsync(karin))!));
        Assert.NotNull(Seal.Open(NameOf(amina), (await SealedAsync(amina))!));
    }

    [Fact]
    public async Task Without_the_table_everybody_is_answered_all_the_same()
    {
        await SayAsync("ALTER TABLE SharedTokens RENAME TO Elsewhere");
        try
        {
            await AssertExchangesAsync(vadstena.Other, Sign("karin"), "karin");
        }
        finally
        {
            await SayAsync("ALTER TABLE Elsewhere RENAME TO SharedTokens");
        }

        Assert.Contains(vadstena.Watched.Lines, line => line.Contains("The tokens that instances share could not be reached", StringComparison.Ordinal));
        // Whoever comes next is not to find it left alone.
        await Task.Delay(TimeSpan.FromSeconds(DatabaseOutage.WaitSeconds), Cancel);
    }

    [Fact]
    public async Task Another_key_finds_nothing_and_the_same_one_does()
    {
        await Rows(Database, TimeProvider.System, InstancesWithKey.Key).WriteAsync("one", [7], null, Cancel);

        Assert.Null(await Rows(Database, TimeProvider.System, Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenKeyAttribute.Size))).ReadAsync("one", Cancel));
        Assert.Equal([7], (await Rows(Database, TimeProvider.System, InstancesWithKey.Key).ReadAsync("one", Cancel))!.Content);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_waited_for_once_and_then_left_alone()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Database=x;Username=x;Pooling=false");
        var rows = Rows(source, TimeProvider.System, InstancesWithKey.Key);
        var waited = Stopwatch.StartNew();

        for (var time = 0; time < 3; time++)
        {
            Assert.Null(await rows.ReadAsync("one", Cancel));
            await rows.WriteAsync("one", [1], null, Cancel);
        }

        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Whatever_a_token_says_of_itself_it_is_gone_within_the_hour()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var rows = Rows(Database, clock, InstancesWithKey.Key);
        await rows.WriteAsync("short", [1], clock.GetUtcNow().AddMinutes(10), Cancel);
        await rows.WriteAsync("long", [2], clock.GetUtcNow().AddDays(1), Cancel);
        await rows.WriteAsync("untold", [3], null, Cancel);
        using var sweep = new SweepTokens(Database, clock, NullLogger<SweepTokens>.Instance);

        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal((byte?[])[null, 2, 3], [await ContentAsync("short"), await ContentAsync("long"), await ContentAsync("untold")]);
        clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal((byte?[])[null, null, null], [await ContentAsync("short"), await ContentAsync("long"), await ContentAsync("untold")]);
        Assert.NotEmpty(await RowsAsync());
        await sweep.RunOnceAsync(Cancel);
        Assert.Empty(await RowsAsync());

        async Task<byte?> ContentAsync(string key) => (await rows.ReadAsync(key, Cancel))?.Content[0];
    }

    private static TokenRows Rows(DbDataSource source, TimeProvider clock, string key) =>
        new(source, Options.Create(new StorageOptions { TokenKey = key }), clock, NullLogger<TokenRows>.Instance);

    private static async Task<string> ReadAsync(Uri app, string token)
    {
        using var viewer = new HttpClient { BaseAddress = app };
        viewer.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return await viewer.ReadAsync("views/goal/hallbar");
    }

    /// <summary>What Microsoft Graph, asked with the person's own token, lets them open: each is alone in a channel.</summary>
    private static async Task AssertSeesOwnAsync(Uri app, string token, string person)
    {
        var page = await ReadAsync(app, token);
        Assert.Contains(InstancesWithKey.WhyOf(person), page, StringComparison.Ordinal);
        Assert.DoesNotContain(InstancesWithKey.WhyOf(person == "karin" ? "amina" : "karin"), page, StringComparison.Ordinal);
    }

    /// <summary>What the app does before it asks Graph anything for somebody.</summary>
    private async Task AssertExchangesAsync(IServiceProvider app, string token, string person)
    {
        await using var scope = app.CreateAsyncScope();
        var header = await scope.ServiceProvider.GetRequiredService<IAuthorizationHeaderProvider>().CreateAuthorizationHeaderForUserAsync(
            [app.GetRequiredService<IOptions<GraphOptions>>().Value.DefaultScope()],
            TokenRequest.Ours(),
            new ClaimsPrincipal(new ClaimsIdentity(new JsonWebToken(token).Claims) { BootstrapContext = token }),
            Cancel);
        Assert.Equal(vadstena.Person(person).Id.ToString(), new JsonWebToken(header["Bearer ".Length..]).GetClaim("oid").Value);
    }

    /// <summary>As MSAL calls it: by the hash of what is exchanged.</summary>
    private static string HashOf(string token) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static byte[] NameOf(string token) => Seal.NameOf(HashOf(token));

    private async Task TakeOwnTokenAsync()
    {
        await using var scope = vadstena.Host.AppServices.CreateAsyncScope();
        var request = TokenRequest.Ours();
        request.AcquireTokenOptions.ForceRefresh = true;
        await scope.ServiceProvider.GetRequiredService<IAuthorizationHeaderProvider>().CreateAuthorizationHeaderForAppAsync(
            scope.ServiceProvider.GetRequiredService<IOptions<GraphOptions>>().Value.DefaultScope(), request, Cancel);
    }

    /// <summary>Another token each time, as after another sign-in: nobody has exchanged it.</summary>
    private string Sign(string person) => vadstena.Host.Tokens.MintTabToken(
        vadstena.Person(person), new TokenFlaws { IssuedAt = Begin.AddSeconds(-Interlocked.Increment(ref signed)) });

    private async Task<IReadOnlyList<(byte[] Name, byte[] Sealed)>> RowsAsync()
    {
        await using var command = Database.CreateCommand("SELECT Name, Sealed FROM SharedTokens");
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<(byte[], byte[])>();
        while (await reader.ReadAsync(Cancel))
        {
            rows.Add((reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)));
        }

        return rows;
    }

    private async Task<byte[]?> SealedAsync(string token) => (await RowsAsync()).SingleOrDefault(row => row.Name.AsSpan().SequenceEqual(NameOf(token))).Sealed;

    private async Task SayAsync(string statement, params (string Name, byte[] Value)[] with)
    {
        await using var command = Database.CreateCommand(statement);
        command.Parameters.AddRange(with.Select(one => new NpgsqlParameter(one.Name, one.Value)).ToArray());
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
