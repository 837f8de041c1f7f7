using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The database takes what is written, which is then taken back.</summary>
internal sealed class WriteDatabase(TillitDb db, Caller caller, AllowedTenants tenants) : Check
{
    public override IReadOnlyList<Type> Needs => [typeof(OpenDatabase)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        caller.Identify(tenants.Home!.Value, Guid.Empty);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            db.Add(new GraphSubscription { Id = Guid.NewGuid(), TenantId = tenants.Home.Value, ConversationId = $"doctor-{Guid.NewGuid()}", ClientState = "" });
            await db.SaveChangesAsync(cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
            return Finding.Well("WritingWell");
        }
        catch (Exception refused) when (refused is DbException or DbUpdateException)
        {
            return Finding.Fault("ReadOnlyDatabase", (refused.InnerException ?? refused).Message);
        }
    }
}
