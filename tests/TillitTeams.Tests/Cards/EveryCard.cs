using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TillitTeams.Digest;
using TillitTeams.Digest.Cards;
using TillitTeams.Digest.Letter;
using TillitTeams.Initiatives;
using TillitTeams.Initiatives.Form;
using TillitTeams.Model;
using TillitTeams.Tagging;
using TillitTeams.Teams;

namespace TillitTeams.Tests.Cards;

/// <summary>
/// Every card that the product builds, as it usually is and with the longest texts there can be. A method
/// that builds one and has no example here fails <see cref="CardTests"/>.
/// </summary>
internal static class EveryCard
{
    private static readonly Guid Id = Guid.Parse("0194a0b2-0000-7000-8000-000000000001");
    private static readonly DateOnly Today = new(2026, 11, 25);

    private static readonly TaggedMessage Message = new(
        MessageSource.InChannel("6a6c6c4e-0000-4000-8000-000000000001", "19:abc@thread.tacv2", "1764000000000", null),
        "https://teams.microsoft.com/l/message/19%3Aabc%40thread.tacv2/1764000000000", "Läxhjälpen på biblioteket", "Bibliotek och kultur › Allmänt",
        new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), IsDeleted: false);

    private static readonly TaggedMessage LongMessage = Message with { Title = Long(Link.TitleMaxLength), PlaceName = Long(250) };

    private static readonly Tags Chosen = Tags.Of(["vaxande"], ["tillit"], Id, "Fler klarar läxan.\nFöräldrar hinner hem.");

    private static readonly DocumentNotice Notice = new(
        "Läslista mellanstadiet.xlsx", "Skola och förskola › Dokument › Läslust", ["Växande"], ["Tillit"],
        "https://vadstena.sharepoint.com/sites/skola/Shared%20Documents/L%C3%A4slista.xlsx", CanLink: true);

    private static readonly InitiativeNotice Initiative = new(
        Id,
        "Läxhjälp för alla",
        InitiativeState.Ongoing,
        "Vi öppnar biblioteket två kvällar i veckan för den som vill ha hjälp med läxorna.",
        "Fler klarar läxan.\nFöräldrar hinner hem.",
        Learned: null,
        Support: null,
        ["Växande", "Hållbar"],
        ["Tillit"],
        "Sara Haddad",
        "Bibliotek och kultur › Allmänt",
        "https://teams.microsoft.com/l/entity/1/goals",
        Id);

    private static readonly InitiativeNotice LongInitiative = new(
        Id, Long(TillitTeams.Model.Initiative.TitleMaxLength), InitiativeState.Done, LongWords(), LongWords(), LongWords(), LongWords(),
        Longs(40), Longs(40), Long(250), Long(500), $"https://teams.microsoft.com/{new string('x', 1000)}", Id, new CardReader(false, false, false));

    private static readonly Told DoneTold = new(
        ToldKind.Gained, "Läxhjälp för alla", "Fler klarar läxan, och föräldrar hinner hem.", "https://teams.microsoft.com/l/entity/1/goals?initiative", [], DateTimeOffset.UnixEpoch);

    private static readonly DigestNotice Letter = new(
        new DigestLetter(
            "2026-W48",
            DoneTold,
            [
                new LetterPart(Goal("vaxande", "Växande", "Growing"), [DoneTold, DoneTold with { Kind = ToldKind.SupportAsked, Title = "Öppen ungdomsgård", Words = "Vi söker vuxna som kan vara med en kväll i månaden." }]),
                new LetterPart(Goal("hallbar", "Hållbar", "Sustainable"), [DoneTold with { Kind = ToldKind.Conversation, Title = "Sandning av gångvägar", Words = "Barnen går till skolan utan att halka." },
                    DoneTold with { Kind = ToldKind.Document, Title = "Plogslingor 2026–2027.pdf", Words = "Gång och cykel först, så att den som går kommer fram." }]),
            ],
            HasMore: true),
        48,
        "https://teams.microsoft.com/l/entity/1/goals",
        "https://teams.microsoft.com/l/entity/1/digest",
        Id);

    private static readonly OfferedDocument[] Documents =
    [
        new("Läslista mellanstadiet.xlsx", "https://vadstena.sharepoint.com/sites/skola/Shared%20Documents/L%C3%A4slista.xlsx"),
        new("protokollet", "https://vadstena.sharepoint.com/:w:/s/skola/Eabc"),
    ];

    /// <summary>Name of the example and how to build it in the language of the thread.</summary>
    public static IReadOnlyDictionary<string, Func<AdaptiveCard>> Examples { get; } = new Dictionary<string, Func<AdaptiveCard>>(StringComparer.Ordinal)
    {
        ["TagDialogCard.Build"] = () => TagDialogCard.Build(new TagDialog(Message, Choices(), Tags.None, Tags.None, null), Texts<TaggingTexts>()),
        ["TagDialogCard.Build filled in"] = () => TagDialogCard.Build(
            new TagDialog(Message, Choices(), Chosen, Chosen, Id, Tell: true, TagProblem.ChangedMeanwhile), Texts<TaggingTexts>()),
        ["TagConfirmationCard.Build"] = () => TagConfirmationCard.Build(
            new TagConfirmation(Message.Title, ["Växande"], ["Tillit", "Transparens"], true, true, ThreadCardOutcome.Posted, "https://teams.microsoft.com/l/entity/1/goals", Id),
            Texts<TaggingTexts>()),
        ["TagConfirmationCard.Build changed"] = () => TagConfirmationCard.Build(
            new TagConfirmation(Message.Title, ["Växande", "Hållbar"], [], false, false, ThreadCardOutcome.NotAllowed, "https://teams.microsoft.com/l/entity/1/goals", Id),
            Texts<TaggingTexts>()),
        ["TagDialogCard.Build with documents"] = () => TagDialogCard.Build(
            new TagDialog(Message, Choices(), Tags.None, Tags.None, null) { Documents = Documents }, Texts<TaggingTexts>()),
        ["TagConfirmationCard.Build with documents"] = () => TagConfirmationCard.Build(
            new TagConfirmation(Message.Title, ["Växande"], [], true, true, ThreadCardOutcome.NotWanted, "https://teams.microsoft.com/l/entity/1/goals", Id) { Documents = Documents },
            Texts<TaggingTexts>()),
        ["DocumentCard.Build"] = () => DocumentCard.Build(Notice, Texts<TaggingTexts>()),
        ["DocumentCard.Build not linked"] = () => DocumentCard.Build(Notice with { Goals = [], Principles = [], CanLink = false }, Texts<TaggingTexts>()),
        ["DocumentCard.Build unknown"] = () => DocumentCard.Build(Notice with { Title = null, Place = "", Goals = [], Principles = [] }, Texts<TaggingTexts>()),
        ["GoalCard.Build"] = () => GoalCard.Build(Goal("vaxande", "Växande", "Growing"), "https://teams.microsoft.com/l/entity/1/goals", Texts<TaggingTexts>()),
        ["DocumentDoneCard.Build"] = () => DocumentDoneCard.Build(withMessage: true, Texts<TaggingTexts>()),
        ["ThreadCard.Build"] = () => ThreadCard.Build(
            new ThreadNotice(Id, "Sara Haddad", null, ["Växande"], ["Tillit"], Chosen.Why, "https://teams.microsoft.com/l/entity/1/goals"), Texts<TaggingTexts>()),
        ["ThreadCard.BuildRemoved"] = () => ThreadCard.BuildRemoved(Texts<TaggingTexts>()),
        ["InitiativeCard.Build"] = () => InitiativeCard.Build(Initiative, Texts<InitiativeCardTexts>()),
        ["InitiativeCard.Build asking for support"] = () => InitiativeCard.Build(
            Initiative with { Support = "Kan någon som läser arabiska komma en kväll i veckan?" }, Texts<InitiativeCardTexts>()),
        ["InitiativeCard.Build for somebody who has offered"] = () => InitiativeCard.Build(
            Initiative with { Support = "Kan någon som läser arabiska komma en kväll i veckan?", Reader = new CardReader(true, false, true) }, Texts<InitiativeCardTexts>()),
        ["InitiativeCard.Build done"] = () => InitiativeCard.Build(
            Initiative with { State = InitiativeState.Done, Learned = "Det räcker med ett bord och någon som har tid.", What = string.Join(' ', Enumerable.Repeat("Vi hjälptes åt.", 40)) },
            Texts<InitiativeCardTexts>()),
        ["InitiativeCard.Build only a title"] = () => InitiativeCard.Build(
            new InitiativeNotice(Id, "Läxhjälp för alla", InitiativeState.Idea, null, null, null, null, [], [], null, null, "https://teams.microsoft.com/l/entity/1/goals"),
            Texts<InitiativeCardTexts>()),
        ["InitiativeCard.BuildWithdrawn"] = () => InitiativeCard.BuildWithdrawn(Id, Texts<InitiativeCardTexts>()),
        ["OfferCard.Build"] = () => OfferCard.Build(
            new OfferNotice("Yusuf Hassan", "Skola och förskola › Elevhälsa", "Läxhjälp för alla", "Kan någon som läser arabiska komma en kväll i veckan?", "https://teams.microsoft.com/l/entity/1/goals"),
            Texts<InitiativeCardTexts>()),
        ["StartedCard.Build"] = () => StartedCard.Build("https://teams.microsoft.com/l/entity/1/goals", Texts<InitiativeFormTexts>()),
        ["NoticeCard.Build"] = () => NoticeCard.Build(Texts<TaggingTexts>()["ProblemNotAMember"]),
        ["ErrorCard.Build"] = () => ErrorCard.Build(Texts<TeamsTexts>()["Failed"], "0a1b2c3d", Texts<TeamsTexts>()),
        ["HelloCard.Build in a channel"] = () => HelloCard.Build("https://teams.microsoft.com/l/entity/1/goals", offersDigest: true, Texts<TeamsTexts>()),
        ["DigestCard.Build"] = () => DigestCard.Build(Letter, Texts<DigestTexts>()),
        ["DigestCard.Build short"] = () => DigestCard.Build(
            Letter with { Letter = new DigestLetter("2026-W48", null, [new LetterPart(Goal("vaxande", "Växande", "Growing"), [Letter.Letter.Parts[0].Lines[1]])], HasMore: false), DeliveryId = null },
            Texts<DigestTexts>()),
        ["DigestSwitchCard.Build"] = () => DigestSwitchCard.Build(new DigestSwitch(false, null, "https://teams.microsoft.com/l/entity/1/goals"), Texts<DigestTexts>()),
        ["DigestSwitchCard.Build on"] = () => DigestSwitchCard.Build(
            new DigestSwitch(true, Texts<DigestTexts>()["When", Texts<DigestTexts>()["OnFriday"].Value, "08.30"], "https://teams.microsoft.com/l/entity/1/goals"), Texts<DigestTexts>()),
        ["HelloCard.Build"] = () => HelloCard.Build("https://teams.microsoft.com/l/entity/1/goals", offersDigest: false, Texts<TeamsTexts>()),
    };

    public static IReadOnlyDictionary<string, Func<AdaptiveCard>> Longest { get; } = new Dictionary<string, Func<AdaptiveCard>>(StringComparer.Ordinal)
    {
        ["TagDialogCard"] = () => TagDialogCard.Build(
            new TagDialog(LongMessage, ManyChoices(), Chosen with { Why = Long(100_000) }, Chosen with { Why = Long(Link.WhyMaxLength) }, Id, true, TagProblem.WhyTooLongTogether)
            {
                Documents = [.. Enumerable.Repeat(new OfferedDocument(Long(50), $"https://vadstena.sharepoint.com/{new string('x', 1500)}"), 3)],
            },
            Texts<TaggingTexts>()),
        ["TagConfirmationCard"] = () => TagConfirmationCard.Build(
            new TagConfirmation(LongMessage.Title, Longs(8), Longs(8), true, true, ThreadCardOutcome.NotAllowed, $"https://teams.microsoft.com/{new string('x', 500)}", Id), Texts<TaggingTexts>()),
        ["DocumentCard"] = () => DocumentCard.Build(
            new DocumentNotice(Long(Link.TitleMaxLength), Long(400), Longs(8), Longs(8), $"https://vadstena.sharepoint.com/{new string('x', 3900)}", true), Texts<TaggingTexts>()),
        ["DigestCard"] = () => DigestCard.Build(
            new DigestNotice(
                new DigestLetter("2026-W48", LongTold(0), [.. Enumerable.Range(0, ComposeLetter.MostLines).Select(number => new LetterPart(Goal("x", Long(500), Long(500)), [LongTold(number)]))], HasMore: true),
                48, $"https://teams.microsoft.com/{new string('x', 500)}", $"https://teams.microsoft.com/{new string('x', 500)}", Id),
            Texts<DigestTexts>()),
        ["InitiativeCard"] = () => InitiativeCard.Build(LongInitiative, Texts<InitiativeCardTexts>()),
        ["InitiativeCard asking for support"] = () => InitiativeCard.Build(LongInitiative with { State = InitiativeState.Ongoing }, Texts<InitiativeCardTexts>()),
        ["OfferCard"] = () => OfferCard.Build(
            new OfferNotice(Long(256), Long(500), Long(120), LongWords(), $"https://teams.microsoft.com/{new string('x', 1000)}"), Texts<InitiativeCardTexts>()),
        ["ThreadCard"] = () => ThreadCard.Build(
            new ThreadNotice(Id, Long(256), LongMessage.Title, Longs(8), Longs(8), Long(Link.WhyMaxLength), $"https://teams.microsoft.com/{new string('x', 500)}"), Texts<TaggingTexts>()),
    };

    /// <summary>Every static method that hands out a card: the rule by which new ones are found.</summary>
    public static IEnumerable<string> Builders =>
        from type in typeof(AdaptiveCard).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where method.ReturnType == typeof(AdaptiveCard) && !method.IsPrivate
        select $"{type.Name}.{method.Name}";

    public static IStringLocalizer<TTexts> Texts<TTexts>() => new StringLocalizer<TTexts>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    private static TagChoices Choices() => new(
        [Goal("hallbar", "Hållbar", "Sustainable"), Goal("vaxande", "Växande", "Growing")],
        [Principle("tillit", "Tillit", "Trust"), Principle("transparens", "Transparens", "Transparency")],
        [new Initiative { Id = Id, Title = "Läxhjälp för alla" }],
        Today);

    private static TagChoices ManyChoices() => new(
        [.. Enumerable.Range(0, 5).Select(at => Goal($"g{at}", Long(40), Long(40), Long(120)))],
        [.. Enumerable.Range(0, 7).Select(at => Principle($"p{at}", Long(40), Long(40), Long(120)))],
        [.. Enumerable.Range(0, 15).Select(at => new Initiative { Id = Guid.CreateVersion7(), Title = Long(TillitTeams.Model.Initiative.TitleMaxLength) })],
        Today);

    private static Goal Goal(string code, string sv, string en, string? about = null) => new()
    {
        Code = code, Name = new(sv, en), Description = new(about ?? $"{sv} i vardagen.", about ?? $"{en} every day."), DecisionReference = "§ 84", ValidFrom = Today,
    };

    private static Principle Principle(string code, string sv, string en, string? about = null) => new()
    {
        Code = code, Name = new(sv, en), Description = new(about ?? $"{sv} i vardagen.", about ?? $"{en} every day."), DecisionReference = "§ 84", ValidFrom = Today,
    };

    private static string[] Longs(int count) => [.. Enumerable.Repeat(Long(60), count)];

    private static string LongWords() => string.Join(' ', Enumerable.Repeat(Long(12), TillitTeams.Model.Initiative.TextMaxLength / 13));

    /// <summary>Letters of three bytes each, as Chinese, Thai and most symbols are.</summary>
    private static string Long(int length) => new('漢', length);

    private static Told LongTold(int number) => new(
        ToldKind.SupportAsked, Long(300), LongWords(), $"https://teams.microsoft.com/{number}{new string('x', 1000)}", [], DateTimeOffset.UnixEpoch);
}
