using TillitTeams.Storage;

namespace TillitTeams.Governance.PersonalData;

/// <summary>Reads what is stored of the caller, part by part, newest first.</summary>
internal sealed class ReadPersonal(ReadLinkRows links, ReadInitiativeRows initiatives, ReadOtherRows other)
{
    /// <summary>Where a list goes on.</summary>
    public static LinkCursor CursorOf(PersonalRow row) => new(row.At, row.Id);

    /// <param name="part">What is read.</param>
    /// <param name="after">Goes on after this row.</param>
    /// <param name="count">Fewer come when there are no more.</param>
    /// <param name="cancellationToken">The request's.</param>
    public Task<IReadOnlyList<PersonalRow>> PageAsync(PersonalPart part, LinkCursor? after, int count, CancellationToken cancellationToken) => part switch
    {
        PersonalPart.Links => links.OwnAsync(after, count, cancellationToken),
        PersonalPart.Words => links.WrittenAsync(after, count, cancellationToken),
        PersonalPart.Initiatives => initiatives.OwnAsync(after, count, cancellationToken),
        PersonalPart.Steps => initiatives.StepsAsync(after, count, cancellationToken),
        PersonalPart.Follows => initiatives.FollowsAsync(after, count, cancellationToken),
        PersonalPart.Cards => other.CardsAsync(after, count, cancellationToken),
        PersonalPart.Acts => other.ActsAsync(after, count, cancellationToken),
        PersonalPart.Letter when after is null => other.LetterAsync(cancellationToken),
        PersonalPart.Chat when after is null => other.ChatAsync(cancellationToken),
        _ => Task.FromResult<IReadOnlyList<PersonalRow>>([]),
    };
}
