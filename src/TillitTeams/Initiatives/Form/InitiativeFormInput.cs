using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives.Form;

/// <summary>The message that an initiative is started from, and becomes the first link of.</summary>
/// <param name="Url">An address in Teams; what it leads to is read anew, as the person, whenever it matters.</param>
/// <param name="Title">Null when it is not known what the message says.</param>
internal sealed record FirstMessage(string Url, string? Title);

/// <summary>What the form sends.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Key">Made when the form for a new one was opened: sent twice, it is the same initiative.</param>
/// <param name="Contact">Whether the person is to be the contact.</param>
/// <param name="FormerContact">When a take-over is undone, whose it was.</param>
internal sealed record InitiativeFormInput(
    Guid? Id, string Key, FirstMessage? From, InitiativeDraft Opened, InitiativeDraft Filled, bool Contact, Guid? FormerContact)
{
    public static InitiativeFormInput Read(IFormCollection form)
    {
        var opened = OpenedDraft.Read(form["opened"]);
        var home = OneOf(form, "home");
        return new InitiativeFormInput(
            Guid.TryParse(form["id"], out var id) ? id : null,
            form["key"].ToString(),
            MessageLink.Read(form["from"]) is null ? null : new FirstMessage(form["from"].ToString(), OneOf(form, "fromTitle")),
            opened,
            new InitiativeDraft
            {
                Title = OneLine(form["title"]),
                What = InitiativeDraft.Tidy(form["what"]),
                ResidentsGain = InitiativeDraft.Tidy(form["gain"]),
                Learned = InitiativeDraft.Tidy(form["learned"]),
                SupportAsked = InitiativeDraft.Tidy(form["support"]),
                State = Enum.TryParse<InitiativeState>(form["state"], out var state) && Enum.IsDefined(state) ? state : opened.State,
                Goals = AllOf(form, "goals").ToHashSet(StringComparer.Ordinal),
                Principles = AllOf(form, "principles").Distinct(StringComparer.Ordinal)
                    .ToDictionary(code => code, code => OneLine(form[$"how-{code}"]), StringComparer.Ordinal),
                Home = home,
                Channels = AllOf(form, "channels").Concat(home is null ? [] : [home]).ToHashSet(StringComparer.Ordinal),
            },
            form["contact"] == "me",
            Guid.TryParse(form["contactBefore"], out var before) ? before : null);
    }

    public InitiativeDraft DraftOf(Editor editor) => Filled with
    {
        Contact = Contact ? editor.Id
            : FormerContact is { } former ? former
            : Opened.Contact == editor.Id ? null
            : Opened.Contact,
    };

    private static string? OneOf(IFormCollection form, string name) => AllOf(form, name).FirstOrDefault();

    private static IEnumerable<string> AllOf(IFormCollection form, string name) => form[name].OfType<string>().Where(value => value.Length > 0);

    /// <summary>A title stands in lists and on cards, where a line break or a character that turns the text has no place.</summary>
    private static string? OneLine(string? text) => Excerpt.OneLine(text) is { Length: > 0 } line ? line : null;
}
