namespace TillitTeams.Browser;

/// <summary>A seeded conversation that somebody links, and why.</summary>
/// <param name="Subject">Of its first message.</param>
/// <param name="Goals">Codes; likewise the principles.</param>
public sealed record Story(string Who, string Channel, string Subject, string[] Goals, string[] Principles, string Why)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["hallbar"] = "Hållbar", ["vaxande"] = "Växande", ["attraktiv"] = "Attraktiv",
        ["tillit"] = "Tillit", ["transparens"] = "Transparens", ["rattssakerhet"] = "Rättssäkerhet", ["effektivitet"] = "Effektivitet", ["kvalitet"] = "Kvalitet",
    };

    /// <summary>As the dialog names what is to be ticked.</summary>
    public IEnumerable<string> Ticks => Goals.Concat(Principles).Select(NameOf);

    public static string NameOf(string code) => Names[code];
}

/// <summary>What Vadstena's people might have told by now.</summary>
public static class Stories
{
    /// <summary>In a channel that only its own members can open.</summary>
    public static Story Private { get; } = new("amina", "skola/elevhalsa", "Väntetiden till ett första samtal", ["hallbar", "vaxande"], ["kvalitet"],
        "Ett barn som behöver prata med någon får göra det samma vecka.");

    public static IReadOnlyList<Story> All { get; } =
    [
        new("lena", "omsorg/hemtjansten", "Hur många olika möter man på två veckor?", ["hallbar", "attraktiv"], ["tillit", "kvalitet"],
            "Den som har hemtjänst möter färre nya ansikten och slipper berätta sin historia från början, gång på gång."),
        new("lena", "omsorg/hemtjansten", "Nyckelskåpen på landet", ["hallbar"], ["tillit", "effektivitet"],
            "Tiden som gick till att hämta nycklar går nu till dem som bor längst bort."),
        new("lena", "omsorg/allmant", "Besluten på lättare svenska", ["hallbar"], ["rattssakerhet", "transparens"],
            "Den som får ett beslut förstår det på en gång, och vet hur man säger emot."),
        new("karin", "omsorg/anhoriga", "Vad de sa på anhörigträffen", ["hallbar"], ["tillit", "kvalitet"],
            "Anhöriga fick själva säga vad som skulle göra vardagen lättare, och det är där vi börjar."),
        new("karin", "gata/vinter", "Gång och cykel först i år", ["hallbar", "attraktiv"], ["transparens"],
            "Den som går, cyklar eller kör rullator kommer fram först när det snöar."),
        new("karin", "gata/allmant", "Felanmälan: ring tillbaka", ["attraktiv"], ["tillit", "kvalitet"],
            "Den som hör av sig om ett hål i gatan blir uppringd av den som lagar det."),
        new("karin", "bygg/bygglov", "Brevet om komplettering, omskrivet", ["attraktiv", "vaxande"], ["rattssakerhet", "kvalitet"],
            "Den som bygger vet vad som saknas och vem man kan ringa, redan på första raden."),
        new("karin", "kansli/allmant", "Budgetdialogen: tre frågor i stället för trettio", ["hallbar"], ["effektivitet", "tillit"],
            "Tid som gick till rapporter går till dem vi är till för."),
        new("amina", "skola/klosterangen", "Frukost före skolan, kan vi prova?", ["hallbar", "vaxande"], ["tillit"],
            "Barn som kommer hungriga får äta i lugn och ro innan dagen börjar, och ingen frågar varför."),
        new("amina", "skola/lasning", "Tjugo minuter om dagen", ["vaxande"], ["kvalitet"],
            "Barn som aldrig har läst ut en bok har läst ut sin första. En del har börjat läsa för småsyskonen."),
        new("amina", "gata/skolvagar", "Avlämningszonen vid grinden", ["vaxande", "attraktiv"], ["effektivitet"],
            "Barnen går sista biten själva, utan bilar som backar bakom dem."),
        new("sara", "bibliotek/program", "Språkcaféet växer ur rummet", ["vaxande", "attraktiv"], ["tillit"],
            "Nyinflyttade och Vadstenabor lär känna varandra över en kopp kaffe. Språket kommer på köpet."),
        new("sara", "bibliotek/allmant", "Lördagsöppet, nu provar vi", ["attraktiv", "hallbar"], ["effektivitet", "tillit"],
            "Den som arbetar i veckorna kan gå till biblioteket med sina barn på lördagen."),
        new("johan", "gata/parker", "Lekplatsen vid Tycklingen: barnen röstar", ["vaxande", "attraktiv"], ["transparens", "tillit"],
            "Barnen har själva valt vad de vill leka med, och ser att rösten räknades."),
        new("johan", "gata/parker", "Lökar i Slottsparken, vem kan gräva?", ["attraktiv"], ["tillit"],
            "Grannar som inte kände varandra har satt sex tusen lökar tillsammans. I april ser alla vad de gjorde."),
        Private,
    ];
}
