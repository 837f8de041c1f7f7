using TillitTeams.Model;

namespace TillitTeams.Initiatives.Form;

/// <summary>Makes an initiative say what a draft says, and writes down each step of it.</summary>
internal sealed class ApplyDraft(InitiativeSteps steps, TimeProvider clock)
{
    /// <param name="initiative">Tracked.</param>
    /// <param name="before">What it says now, of what is in the person's reach.</param>
    /// <param name="to">What it shall say.</param>
    /// <param name="choices">What is in their reach; the rest stays.</param>
    /// <param name="contactName">The name of <paramref name="to"/>'s contact.</param>
    /// <param name="byName">The person's.</param>
    public void Apply(
        Initiative initiative, InitiativeDraft before, InitiativeDraft to, InitiativeChoices choices, string? contactName, string? byName)
    {
        foreach (var field in MergedDraft.Differences(before, to).Order())
        {
            var (was, kind) = (TextOf(initiative, field, choices), KindOf(field, before, to));
            Set(initiative, field, to, choices, contactName);
            steps.Add(initiative, kind, byName, field, was, kind == InitiativeEventKind.Done ? to.ResidentsGain : TextOf(initiative, field, choices));
        }
    }

    /// <summary>What is new has no history yet: only what others are told of by itself is a step beside the start.</summary>
    public void Start(Initiative initiative, InitiativeDraft to, InitiativeChoices choices, string? contactName, string? byName)
    {
        steps.Add(initiative, InitiativeEventKind.Started, byName, after: to.Title);
        foreach (var field in MergedDraft.Differences(InitiativeDraft.Empty, to).Order())
        {
            Set(initiative, field, to, choices, contactName);
            var kind = KindOf(field, InitiativeDraft.Empty, to);
            if (kind is InitiativeEventKind.SupportAsked or InitiativeEventKind.Learned or InitiativeEventKind.Done)
            {
                steps.Add(initiative, kind, byName, field, after: kind == InitiativeEventKind.Done ? to.ResidentsGain : TextOf(initiative, field, choices));
            }
        }
    }

    private void Set(Initiative initiative, InitiativeField field, InitiativeDraft to, InitiativeChoices choices, string? contactName)
    {
        switch (field)
        {
            case InitiativeField.Title:
                initiative.Title = to.Title!;
                break;
            case InitiativeField.What:
                initiative.What = to.What;
                break;
            case InitiativeField.ResidentsGain:
                initiative.ResidentsGain = to.ResidentsGain;
                break;
            case InitiativeField.Learned:
                initiative.Learned = to.Learned;
                break;
            case InitiativeField.SupportAsked:
                initiative.SupportAskedAt = to.SupportAsked is null ? null : initiative.SupportAskedAt ?? clock.GetUtcNow();
                initiative.SupportAsked = to.SupportAsked;
                break;
            case InitiativeField.State:
                initiative.State = to.State;
                break;
            case InitiativeField.Goals:
                SetGoals(initiative, to, choices);
                break;
            case InitiativeField.Principles:
                SetPrinciples(initiative, to, choices);
                break;
            case InitiativeField.Contact:
                (initiative.ContactId, initiative.ContactName) = (to.Contact, contactName);
                break;
            case InitiativeField.Channels:
                SetChannels(initiative, to, choices.Channels);
                break;
        }
    }

    private static InitiativeEventKind KindOf(InitiativeField field, InitiativeDraft before, InitiativeDraft to) => field switch
    {
        InitiativeField.State => to.State == InitiativeState.Done ? InitiativeEventKind.Done : InitiativeEventKind.StateChanged,
        InitiativeField.SupportAsked when before.SupportAsked is null => InitiativeEventKind.SupportAsked,
        InitiativeField.SupportAsked when to.SupportAsked is null => InitiativeEventKind.SupportEnded,
        InitiativeField.Learned when to.Learned is not null => InitiativeEventKind.Learned,
        _ => InitiativeEventKind.Edited,
    };

    /// <summary>As <see cref="InitiativeField"/> says that a step keeps it.</summary>
    private static string? TextOf(Initiative initiative, InitiativeField field, InitiativeChoices choices) => field switch
    {
        InitiativeField.Title => initiative.Title,
        InitiativeField.What => initiative.What,
        InitiativeField.ResidentsGain => initiative.ResidentsGain,
        InitiativeField.Learned => initiative.Learned,
        InitiativeField.SupportAsked => initiative.SupportAsked,
        InitiativeField.State => initiative.State.ToString(),
        InitiativeField.Contact => initiative.ContactName,
        InitiativeField.Goals => Lines(choices.Goals
            .Where(goal => initiative.Goals.Exists(chosen => chosen.GoalId == goal.Id))
            .Select(goal => goal.Code)),
        InitiativeField.Principles => Lines(choices.Principles
            .Select(principle => (principle.Code, Chosen: initiative.Principles.Find(chosen => chosen.PrincipleId == principle.Id)))
            .Where(principle => principle.Chosen is not null)
            .Select(principle => principle.Chosen!.How is { } how ? $"{principle.Code}: {how}" : principle.Code)),
        _ => Lines(initiative.Channels.OrderByDescending(channel => channel.IsHome).Select(channel => channel.ChannelId)),
    };

    private static void SetGoals(Initiative initiative, InitiativeDraft to, InitiativeChoices choices)
    {
        foreach (var goal in choices.Goals)
        {
            var chosen = initiative.Goals.Find(row => row.GoalId == goal.Id);
            if (chosen is not null && !to.Goals.Contains(goal.Code))
            {
                initiative.Goals.Remove(chosen);
            }
            else if (chosen is null && to.Goals.Contains(goal.Code))
            {
                initiative.Goals.Add(new InitiativeGoal { TenantId = initiative.TenantId, InitiativeId = initiative.Id, GoalId = goal.Id });
            }
        }
    }

    private static void SetPrinciples(Initiative initiative, InitiativeDraft to, InitiativeChoices choices)
    {
        foreach (var principle in choices.Principles)
        {
            var chosen = initiative.Principles.Find(row => row.PrincipleId == principle.Id);
            if (!to.Principles.TryGetValue(principle.Code, out var how))
            {
                initiative.Principles.RemoveAll(row => row == chosen);
                continue;
            }

            if (chosen is null)
            {
                chosen = new InitiativePrinciple { TenantId = initiative.TenantId, InitiativeId = initiative.Id, PrincipleId = principle.Id };
                initiative.Principles.Add(chosen);
            }

            chosen.How = how;
        }
    }

    private static void SetChannels(Initiative initiative, InitiativeDraft to, OfferedChannels channels)
    {
        initiative.Channels.RemoveAll(channel => channels.CanOpen(channel.ChannelId) && !to.Channels.Contains(channel.ChannelId));
        foreach (var channel in to.Channels.Select(channels.Find).OfType<OfferedChannel>().Where(channel => !initiative.Channels.Exists(row => row.ChannelId == channel.ChannelId)))
        {
            initiative.Channels.Add(new InitiativeChannel
            {
                TenantId = initiative.TenantId, InitiativeId = initiative.Id, ChannelId = channel.ChannelId, TeamId = channel.TeamId, PlaceName = channel.Name,
            });
        }

        foreach (var channel in initiative.Channels)
        {
            channel.IsHome = channel.ChannelId == to.Home;
            channel.PlaceName = channels.Find(channel.ChannelId)?.Name ?? channel.PlaceName;
        }
    }

    private static string? Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text ? text : null;
}
