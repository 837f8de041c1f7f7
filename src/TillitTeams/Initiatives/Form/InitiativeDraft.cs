using TillitTeams.Model;

namespace TillitTeams.Initiatives.Form;

/// <summary>What the form says of an initiative: as somebody filled it in, or as it stands.</summary>
internal sealed record InitiativeDraft
{
    /// <summary>What a form for a new one is opened with.</summary>
    public static InitiativeDraft Empty { get; } = new();

    public string? Title { get; init; }
    public string? What { get; init; }
    public string? ResidentsGain { get; init; }
    public string? Learned { get; init; }
    public string? SupportAsked { get; init; }
    public InitiativeState State { get; init; } = InitiativeState.Ongoing;

    /// <summary>Codes.</summary>
    public IReadOnlySet<string> Goals { get; init; } = new HashSet<string>();

    /// <summary>How each shows in the work, by code.</summary>
    public IReadOnlyDictionary<string, string?> Principles { get; init; } = new Dictionary<string, string?>();

    /// <summary>Id of the channel of the team that does it; null for one that came with the governance model.</summary>
    public string? Home { get; init; }

    /// <summary>Ids, the home channel's among them. Those that the person cannot open are not here at all.</summary>
    public IReadOnlySet<string> Channels { get; init; } = new HashSet<string>();

    public Guid? Contact { get; init; }

    /// <param name="choices">What is out of their reach is no part of the draft, and stays as it is.</param>
    public static InitiativeDraft Of(Initiative initiative, InitiativeChoices choices) => new()
    {
        Title = initiative.Title,
        What = initiative.What,
        ResidentsGain = initiative.ResidentsGain,
        Learned = initiative.Learned,
        SupportAsked = initiative.SupportAsked,
        State = initiative.State,
        Goals = choices.Goals
            .Where(goal => initiative.Goals.Exists(chosen => chosen.GoalId == goal.Id))
            .Select(goal => goal.Code)
            .ToHashSet(StringComparer.Ordinal),
        Principles = choices.Principles
            .Select(principle => (principle.Code, Chosen: initiative.Principles.Find(chosen => chosen.PrincipleId == principle.Id)))
            .Where(principle => principle.Chosen is not null)
            .ToDictionary(principle => principle.Code, principle => principle.Chosen!.How, StringComparer.Ordinal),
        Home = initiative.Home is { } home && choices.Channels.CanOpen(home.ChannelId) ? home.ChannelId : null,
        Channels = initiative.Channels
            .Select(channel => channel.ChannelId)
            .Where(choices.Channels.CanOpen)
            .ToHashSet(StringComparer.Ordinal),
        Contact = initiative.ContactId,
    };

    /// <summary>A text as it is compared and stored: what only differs in how lines end is the same.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n").Trim();
}
