namespace TillitTeams.Digest.Form;

/// <param name="Place">The channel whose letter it is; null for the person's own.</param>
/// <param name="When">When letters come, as it is said; null while none do.</param>
/// <param name="Next">The day of the next.</param>
/// <param name="Missed">The weeks whose letters were not sent.</param>
/// <param name="TeamsInDoubt">Teams did not say which teams the person is in.</param>
/// <param name="Feedback">What those who answered think, in words; for the governance lead.</param>
/// <param name="Said">Key of what was just done.</param>
/// <param name="Problem">Key of what stands in the way.</param>
public sealed record DigestView(
    DigestPlaceView? Place,
    string? When,
    string? Next,
    DigestFieldsView Fields,
    IReadOnlyList<string> Missed,
    bool TeamsInDoubt,
    string? Feedback = null,
    string? Said = null,
    string? Problem = null);

public sealed record DigestPlaceView(string ChannelId, string Name);

/// <param name="Time">As a time field takes it: <c>08:30</c>.</param>
public sealed record DigestFieldsView(
    DayOfWeek Weekday, string Time, string Language, bool PausesOverHolidays, IReadOnlyList<DigestChoiceView> Goals, IReadOnlyList<DigestChoiceView> Teams);

public sealed record DigestChoiceView(string Value, string Name, bool IsChosen);
