using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Governance.Audit;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>Somebody with the database in their hands, who takes its guards away first, is found all the same.</summary>
public sealed class TamperedAuditTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private const int Events = 20;

    /// <summary>What is done to a trail of twenty events, and what is said of it.</summary>
    public static TheoryData<string, AuditFaultKind, long> Tampering => new()
    {
        { "UPDATE AuditEvents SET RowId = '00000000-0000-0000-0000-000000000001' WHERE Sequence = 7", AuditFaultKind.Changed, 7 },
        { "UPDATE AuditEvents SET Action = 'LinkRemoved' WHERE Sequence = 7", AuditFaultKind.Changed, 7 },
        { "UPDATE AuditEvents SET At = At + 1 WHERE Sequence = 1", AuditFaultKind.Changed, 1 },
        { "UPDATE AuditEvents SET Hash = {0} WHERE Sequence = 7", AuditFaultKind.Changed, 7 },
        { "UPDATE AuditEvents SET PersonProof = {0} WHERE Sequence = 20", AuditFaultKind.Changed, 20 },
        { "UPDATE AuditEvents SET PersonId = '00000000-0000-0000-0000-000000000001' WHERE Sequence = 7", AuditFaultKind.PersonChanged, 7 },
        { "UPDATE AuditEvents SET PersonId = '00000000-0000-0000-0000-000000000001', PersonSalt = NULL WHERE Sequence = 7", AuditFaultKind.PersonChanged, 7 },
        { "UPDATE AuditEvents SET PersonId = (SELECT PersonId FROM AuditEvents WHERE Sequence = 8) WHERE Sequence = 7", AuditFaultKind.PersonChanged, 7 },
        { "DELETE FROM AuditEvents WHERE Sequence = 7", AuditFaultKind.Missing, 7 },
        { "DELETE FROM AuditEvents WHERE Sequence = 1", AuditFaultKind.Missing, 1 },
        { "DELETE FROM AuditEvents WHERE Sequence = 20", AuditFaultKind.Missing, 20 },
        { "DELETE FROM AuditEvents", AuditFaultKind.Missing, 1 },
        { "DELETE FROM AuditEvents WHERE Sequence = 20; UPDATE AuditHeads SET Sequence = 19", AuditFaultKind.Changed, 19 },
        { "DELETE FROM AuditEvents WHERE Sequence = 7; UPDATE AuditEvents SET Sequence = Sequence - 1 WHERE Sequence > 7", AuditFaultKind.Changed, 7 },
        { "UPDATE AuditEvents SET Sequence = 100 WHERE Sequence = 7; UPDATE AuditEvents SET Sequence = 7 WHERE Sequence = 8; UPDATE AuditEvents SET Sequence = 8 WHERE Sequence = 100", AuditFaultKind.Changed, 7 },
        { "DELETE FROM AuditHeads", AuditFaultKind.Changed, 20 },
        { "UPDATE AuditHeads SET Hash = {0}", AuditFaultKind.Changed, 20 },
    };

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task Whatever_is_changed_is_found_and_named(string statement, AuditFaultKind kind, long sequence)
    {
        await NoteAsync();

        var verdict = await vadstena.InDatabase(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await db.TamperAsync(statement);
            return await new VerifyAudit(db).RunAsync(TestContext.Current.CancellationToken);
        });

        Assert.Contains(new AuditFault(kind, sequence), verdict.Faults);
    }

    [Fact]
    public async Task A_command_tells_whether_the_trail_is_whole_and_where_it_is_not()
    {
        await NoteAsync();
        var (said, _, ended) = await ProductCommand.RunHereAsync(vadstena, "verify-audit");
        Assert.StartsWith($"The audit trail is whole up to event {Events}, ", said, StringComparison.Ordinal);
        Assert.Equal(0, ended);

        await vadstena.InDatabase(db => db.TamperAsync("UPDATE AuditEvents SET Action = 'LinkRemoved' WHERE Sequence = 7"));

        (said, _, ended) = await ProductCommand.RunHereAsync(vadstena, "verify-audit");
        Assert.StartsWith("Event 7 was changed.", said, StringComparison.Ordinal);
        Assert.Equal(1, ended);
        await vadstena.InDatabase(db => db.TamperAsync("UPDATE AuditEvents SET Action = 'LinkMade' WHERE Sequence = 7"));
    }

    [Fact]
    public async Task The_page_says_so_too()
    {
        await NoteAsync();
        using var client = vadstena.AppClient("karin");
        Assert.Contains("data-verdict=\"whole\"", await client.GetStringAsync("views/audit?verify=1", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>A trail of twenty events.</summary>
    private async Task NoteAsync()
    {
        if (await vadstena.InDatabase(db => db.AuditEvents.AnyAsync()))
        {
            return;
        }

        await vadstena.InDatabase(db =>
        {
            for (var noted = 0; noted < Events; noted++)
            {
                db.Note(AuditAction.LinkMade, Guid.NewGuid(), TimeProvider.System.GetUtcNow(), Guid.NewGuid());
            }

            return db.SaveChangesAsync();
        });
        await vadstena.Host.AppServices.GetRequiredService<AuditLoop>().RunOnceAsync(TestContext.Current.CancellationToken);
    }
}
