using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Initiatives;

/// <summary>Initiatives that are there already when a test begins.</summary>
internal static class ToldInitiatives
{
    /// <param name="channels">The home channel first: <c>skola/elevhalsa</c>.</param>
    /// <param name="change">What is to be different from a plain one that is under way.</param>
    public static async Task<Initiative> TellAsync(
        this LocalTenant vadstena, string title, IEnumerable<string> channels, Action<Initiative>? change = null, string? contact = "amina", string[]? goals = null, string[]? principles = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var initiative = new Initiative
        {
            Id = Guid.CreateVersion7(),
            TenantId = vadstena.Tenant.Id,
            Title = title,
            What = "Vi provar det tillsammans under hösten.",
            ResidentsGain = "Fler får hjälp i tid.",
            State = InitiativeState.Ongoing,
            StartedAt = now,
            ChangedAt = now,
            ContactId = contact is null ? null : vadstena.Person(contact).Id,
            ContactName = contact is null ? null : vadstena.Person(contact).DisplayName,
            Version = Guid.NewGuid(),
        };
        foreach (var (key, at) in channels.Select((key, at) => (key, at)))
        {
            initiative.Channels.Add(vadstena.ChannelOf(initiative.Id, key, isHome: at == 0));
        }

        change?.Invoke(initiative);
        await vadstena.InDatabase(async db =>
        {
            initiative.Goals.AddRange(db.Goals.AsEnumerable().Where(goal => goals?.Contains(goal.Code) == true)
                .Select(goal => new InitiativeGoal { TenantId = initiative.TenantId, InitiativeId = initiative.Id, GoalId = goal.Id }));
            initiative.Principles.AddRange(db.Principles.AsEnumerable().Where(principle => principles?.Contains(principle.Code) == true)
                .Select(principle => new InitiativePrinciple { TenantId = initiative.TenantId, InitiativeId = initiative.Id, PrincipleId = principle.Id }));
            db.Add(initiative);
            return await db.SaveChangesAsync();
        });
        return initiative;
    }

    public static InitiativeChannel ChannelOf(this LocalTenant vadstena, Guid initiative, string key, bool isHome = false)
    {
        var channel = vadstena.Conversation(key);
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Channels.Any(own => own.Id == channel.Id)));
        return new InitiativeChannel
        {
            TenantId = vadstena.Tenant.Id,
            InitiativeId = initiative,
            ChannelId = channel.Id,
            TeamId = team.Id.ToString(),
            PlaceName = $"{team.DisplayName} › {((Channel)channel).DisplayName}",
            IsHome = isHome,
        };
    }
}
