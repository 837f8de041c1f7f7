using TillitTeams.Model;

namespace TillitTeams.Initiatives.Form;

/// <param name="Id">Null for a new one.</param>
/// <param name="Problem">Key of what is said above the fields.</param>
/// <param name="Said">Keys of what stands in the way in each field, in the form's order.</param>
/// <param name="KeptChannels">Chosen while Teams does not say which channels there are: sent again, and not shown.</param>
/// <param name="IsMoreOpen">Whether the second part is.</param>
/// <param name="Taken">What somebody else changed meanwhile and stands in the fields now.</param>
public sealed record InitiativeFormView(
    Guid? Id,
    string Key,
    FirstMessageView? From,
    string Opened,
    string? Problem,
    IReadOnlyList<string> Said,
    FieldView Title,
    FieldView What,
    FieldView ResidentsGain,
    FieldView Learned,
    FieldView SupportAsked,
    FieldView State,
    FieldView Home,
    IReadOnlyList<ItemView> Goals,
    IReadOnlyList<PrincipleView> Principles,
    IReadOnlyList<ChannelView> Channels,
    IReadOnlyList<string> KeptChannels,
    bool ChannelsInDoubt,
    bool IsContact,
    string? Contact,
    bool IsMoreOpen,
    IReadOnlyList<TakenView> Taken);

/// <param name="Problem">Key of what is wrong with it.</param>
/// <param name="Theirs">What somebody else put there meanwhile.</param>
public sealed record FieldView(string? Value, string? Problem = null, TheirsView? Theirs = null);

/// <param name="By">Whose it is; null when that is not known.</param>
/// <param name="Text">Null when they emptied it.</param>
/// <param name="Shown">The text as it is read, where that is not the text itself.</param>
public sealed record TheirsView(string? By, bool IsSelf, string? Text, string? Shown);

public sealed record TakenView(string? By, bool IsSelf, IReadOnlyList<string> Fields);

public sealed record ItemView(string Code, string Name, string Description, bool IsChosen);

public sealed record PrincipleView(ItemView Item, FieldView How);

public sealed record ChannelView(string Id, string Name, bool IsConcerned);

/// <param name="Title">How the message begins; null when that is not known.</param>
public sealed record FirstMessageView(string Url, string? Title);

/// <param name="Changed">Names of the fields that the save changed.</param>
/// <param name="Undo">What writes back what stood there before; null where there is no way back.</param>
/// <param name="Link">What makes the message that it was started from its first link.</param>
public sealed record InitiativeDoneView(
    Guid Id, string Title, bool IsNew, InitiativeState State, IReadOnlyList<string> Changed, IReadOnlyList<TakenView> Taken, UndoView? Undo, FirstLinkView? Link);

/// <param name="Fields">The form's fields by name, as they are sent.</param>
public sealed record UndoView(IReadOnlyList<KeyValuePair<string, string>> Fields);

public sealed record FirstLinkView(string Url, IReadOnlyCollection<string> Goals, IReadOnlyCollection<string> Principles);
