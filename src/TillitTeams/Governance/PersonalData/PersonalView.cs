namespace TillitTeams.Governance.PersonalData;

/// <param name="Name">As Entra says it now; null when the token has none.</param>
/// <param name="NameBefore">Another one that stands somewhere; null when there is none.</param>
/// <param name="Said">Key of what has just been done.</param>
public sealed record PersonalView(Guid Id, string? Name, string? NameBefore, bool IsSteward, string? Said, IReadOnlyList<PersonalPartView> Parts);

/// <param name="More">Address of what follows; null at the end.</param>
public sealed record PersonalPartView(PersonalPart Part, IReadOnlyList<PersonalRowView> Rows, string? More);

/// <param name="What">A sentence that says what it is.</param>
/// <param name="IsClosed">It is about something that the reader cannot open now.</param>
/// <param name="IsInTab">Whether <paramref name="Address"/> is a page of the tab, or else the source in Microsoft 365.</param>
public sealed record PersonalRowView(
    Guid Id, string What, string Date, string Time, string? About, bool IsClosed, string? Address, bool IsInTab, string? Words, IReadOnlyList<string> Chosen, PersonalAct? Act);

/// <summary>What can be done with a row where it stands.</summary>
public enum PersonalAct
{
    StopFollowing,
    EndLetter,
}
