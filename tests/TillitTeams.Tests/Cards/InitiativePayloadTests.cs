using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TillitTeams.Initiatives;
using TillitTeams.Model;
using TillitTeams.Teams;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Cards;

/// <summary>Whatever people write and however many goals a council decides, a card fits and keeps its buttons.</summary>
public sealed class InitiativePayloadTests
{
    /// <summary>Swedish as it is written, and what stands between: emoji, quotation marks, line breaks, signs of other scripts.</summary>
    private static readonly string[] Words =
    [
        "och", "vi", "äldreomsorgen", "Vadstena", "når", "ännu", "fler", "åtgärder", "skolskjutsförordningen", "\"tillit\"", "<b>nu</b>", "👩‍👩‍👧", "漢字", "\n", "\t", "–", "100 %",
        "https://vadstena.se/en/mycket/lang/adress", "e\u0301", "العربية", "\\", "&amp;", "Å",
    ];

    private static readonly Gen<string> Text =
        from length in Gen.Choose(1, 400)
        from words in Gen.ArrayOf(Gen.Elements(Words), length)
        let text = string.Join(' ', words)
        select text[..Math.Min(text.Length, Initiative.TextMaxLength)];

    private static readonly Gen<InitiativeNotice> Notices =
        from title in Text
        from texts in Gen.ArrayOf(Gen.OneOf(Text.Select(text => (string?)text), Gen.Constant((string?)null)), 4)
        from goals in Gen.Choose(0, 40)
        from principles in Gen.Choose(0, 40)
        from names in Gen.ArrayOf(Text, 80)
        from state in Gen.Elements(Enum.GetValues<InitiativeState>())
        from reader in Gen.Elements<CardReader?>(null, new CardReader(true, false, false), new CardReader(false, false, true))
        select new InitiativeNotice(
            Guid.NewGuid(), title[..Math.Min(title.Length, Initiative.TitleMaxLength)], state, texts[0], texts[1], texts[2], texts[3],
            names[..goals], names[40..(40 + principles)], names[0], names[1], $"https://teams.microsoft.com/l/entity/{new string('x', 800)}", Guid.NewGuid(), reader);

    [Fact]
    public void No_card_exceeds_the_limit_or_loses_its_buttons()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        var texts = EveryCard.Texts<InitiativeCardTexts>();

        Prop.ForAll(Notices.ToArbitrary(), notice =>
        {
            var card = InitiativeCard.Build(notice, texts);
            var buttons = new Dialog("", System.Text.Json.Nodes.JsonNode.Parse(card.ToText())!.AsObject()).Buttons;
            return card.CountBytes() <= AdaptiveCard.MaxBytes
                && buttons.Contains(notice.Reader?.IsFollowing == true ? "Sluta följa" : "Följ")
                && buttons.Contains("Koppla till mitt arbete")
                && buttons.Contains("Öppna")
                && buttons.Contains("Vi kan hjälpa till") == (notice.Support is not null && notice.Reader?.HasOffered != true);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_cut_ends_at_a_word_and_leads_on()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        var what = string.Join(' ', Enumerable.Repeat("Vadstena", 100));
        var notice = new InitiativeNotice(Guid.NewGuid(), "Titel", InitiativeState.Ongoing, what, null, null, null, [], [], null, null, "https://teams.microsoft.com/l/entity/1/goals");

        var text = InitiativeCard.Build(notice, EveryCard.Texts<InitiativeCardTexts>()).ToText();

        Assert.Contains("Vadstena…", text, StringComparison.Ordinal);
        Assert.Contains("Läs mer", text, StringComparison.Ordinal);
    }
}
