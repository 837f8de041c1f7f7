using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Outbox;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Governance.PersonalData;

/// <summary>A Vadstena in which Sara has done everything that somebody can do, and people leave.</summary>
public sealed class LeavingVadstena : OutboxTenant
{
    public const string Mentioned = "Fråga Sara Haddad, hon vet.";

    protected override SandboxSettings Settings => base.Settings with
    {
        ConfigureApp = builder =>
        {
            base.Settings.ConfigureApp!(builder);
            // The last that is asked to forget.
            builder.Services.AddScoped<IKnowPeople>(_ => new Forgetful(this));
        },
    };

    /// <summary>Whom the last owner of rows cannot forget: as if the app ended just then.</summary>
    public Guid Unforgettable { get; set; }

    public Initiative Own { get; private set; } = null!;

    public Initiative Helped { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Tenant.InstallAppFor(Person("sara").Id);
        await Host.SettleAsync(TestContext.Current.CancellationToken);
        await LinkAsync();
        await StartAsync();
        await ReadAsync();
        await WorkAsync();
    }

    /// <summary>The columns, of all tables, in which a text stands; named in small letters.</summary>
    public async Task<IReadOnlyList<string>> WhereStandsAsync(string text) => await InDatabase(async db =>
    {
        var found = new List<string>();
        foreach (var (table, column) in await TextsAsync(db))
        {
            // The names come from the database itself.
#pragma warning disable EF1002
            if (await db.Database.SqlQueryRaw<int>(db.Database.IsSqlite()
                ? $"""SELECT COUNT(*) AS Value FROM "{table}" WHERE instr(upper("{column}"), upper('{text}')) > 0"""
                : $"""SELECT COUNT(*) AS "Value" FROM "{table}" WHERE strpos(upper("{column}"::text), upper('{text}')) > 0""").SingleAsync() > 0)
#pragma warning restore EF1002
            {
                found.Add($"{table}.{column}".ToLowerInvariant());
            }
        }

        return found;
    });

    private static async Task<List<(string Table, string Column)>> TextsAsync(TillitDb db)
    {
        var columns = await db.Database.SqlQueryRaw<string>(db.Database.IsSqlite()
            ? "SELECT t.name || '.' || c.name AS Value FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' AND c.type = 'TEXT'"
            : """
              SELECT c.table_name || '.' || c.column_name AS "Value" FROM information_schema.columns AS c JOIN information_schema.tables AS t USING (table_schema, table_name)
              WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN ('text', 'character varying', 'uuid')
              """).ToListAsync();
        return columns.ConvertAll(column => (column[..column.IndexOf('.', StringComparison.Ordinal)], column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..]));
    }

    /// <summary>What people see in Teams of the app's cards, as plain text.</summary>
    public IReadOnlyList<string> Cards() => Tenant.Read(content => content.Teams.SelectMany(team => team.Channels).Concat<Conversation>(content.Chats)
        .SelectMany(conversation => conversation.Messages).Where(message => message.DeletedAt is null).Select(message => message.CardJson).OfType<string>()
        .Select(card => JsonNode.Parse(card)!.ToJsonString(Plain)).ToList());

    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of them that hold who somebody is, and the one that is worked out from them.</summary>
    public Task<IReadOnlyList<string>> ColumnsOfPeopleAsync() => InDatabase(db => Task.FromResult<IReadOnlyList<string>>(
    [
        .. db.Model.GetRelationalModel().Tables.SelectMany(table => table.Columns
            .Where(column => column.PropertyMappings.Any(mapping => mapping.Property.ClrType == typeof(Guid) || mapping.Property.ClrType == typeof(Guid?)))
            .Select(column => column.Name.ToLowerInvariant())
            .Where(column => column.EndsWith("byid", StringComparison.Ordinal) || column is "personid" or "userid" or "contactid")
            .Select(column => $"{table.Name.ToLowerInvariant()}.{column}")),
    ]));

    public Task<(System.Net.HttpStatusCode Status, string Text)> ForgetAsync(Guid person, string by = Steward.Person) =>
        new Steward(this).AskAsync(by, HttpMethod.Post, "views/personal/forget", ("id", person.ToString()));

    private async Task LinkAsync()
    {
        await new Tagger(this, "sara").TagAsync(this.Root("bibliotek/allmant"), ("goals", "hallbar"), ("why", "Fler hittar en bok."));
        var shared = this.Root("kansli/allmant");
        await new Tagger(this, "amina").TagAsync(shared, ("goals", "hallbar"));
        await new Tagger(this, "sara").TagAsync(shared, ("goals", "hallbar"), ("why", "Saras ord på Aminas koppling."));
        await new Tagger(this, "amina").TagAsync(this.Root("kansli/allmant", at: 1), ("goals", "hallbar"), ("why", Mentioned));
        var chat = Conversation("chat/sara-amina");
        var form = await TabForm.OpenAsync(this, "amina", Tenant.Read(content => MessageLink.To(content, chat, chat.Messages[0])));
        Assert.Null((await form.PressAsync("Koppla", ("goals", ["hallbar"]))).Problem);
    }

    private async Task StartAsync()
    {
        Own = await this.StartAsync("sara", "bibliotek/allmant", "Läsklubben", ("contact", ["me"]), ("support", ["Någon som läser högt."]), ("channels", [SeedIds.Channel("kansli/allmant")]));
        Helped = await this.TellAsync("Läxhjälp", ["kansli/allmant"], row => (row.SupportAsked, row.SupportAskedAt) = ("Någon som har tid.", row.StartedAt));
        await InDatabase(db => db.Initiatives.Where(row => row.Id == Helped.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.What, Mentioned)));
        await PostAsync("sara", $"views/initiative/{Helped.Id}/help");
        await PostAsync("sara", $"views/initiative/{Helped.Id}/follow", ("follow", "true"));
        await PostAsync("karin", $"views/initiative/{Own.Id}/help");
        // The contact stands in the history by name: as what was before, and as what came after.
        foreach (var person in (string[])["karin", "sara"])
        {
            Assert.Null((await (await this.EditFormAsync(person, Own.Id)).PressAsync("Spara", ("contact", ["me"]))).Problem);
        }
    }

    private async Task ReadAsync()
    {
        await (await TabForm.OpenViewAsync(this, "sara", "digest")).PressAsync("Slå på veckobrevet");
        await InDatabase(async db =>
        {
            var letter = await db.DigestSubscriptions.SingleAsync();
            db.Add(new RecordExport
            {
                Id = Guid.NewGuid(), TenantId = Tenant.Id, Scope = RecordScope.Period, From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 1, 31), Language = "sv",
                OrderedById = Person("sara").Id, OrderedAt = Clock.GetUtcNow(), ExpiresAt = DateTimeOffset.MaxValue,
            });
            db.Add(new MissedDigest { TenantId = Tenant.Id, SubscriptionId = letter.Id, Week = "2026-W30", DueAt = Clock.GetUtcNow() });
            return await db.SaveChangesAsync();
        });
    }

    public async Task<string> PostAsync(string person, string path, params (string, string)[] fields)
    {
        using var viewer = AppClient(person);
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await viewer.PostAsync(path, form, TestContext.Current.CancellationToken);
        // The tab's script takes the token along where it is led on to.
        return await viewer.ReadAsync(answer.RequestMessage!.RequestUri!.PathAndQuery);
    }

    private sealed class Forgetful(LeavingVadstena vadstena) : IKnowPeople
    {
        public Task<bool> KnowsAsync(Guid person, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task ForgetAsync(ForgottenPerson person, CancellationToken cancellationToken) =>
            person.Id == vadstena.Unforgettable ? throw new InvalidOperationException("The app ends in the middle.") : Task.CompletedTask;
    }
}
