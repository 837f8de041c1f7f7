namespace TillitTeams.Governance.Records.Writing;

/// <summary>The files of an export; their names are the same in both languages, and can be written on every system.</summary>
internal static class ExportFiles
{
    public const string ReadMe = "LAS-MIG.txt";
    public const string Index = "index.html";
    public const string Metadata = "metadata.json";
    public const string DecisionsCsv = "beslut.csv";
    public const string ChangesCsv = "styrmodellens-historia.csv";
    public const string DecisionsJson = "beslut.json";
    public const string InitiativesCsv = "initiativ.csv";
    public const string StoryCsv = "initiativens-historia.csv";
    public const string InitiativesJson = "initiativ.json";
    public const string LinksCsv = "kopplingar.csv";
    public const string LinksJson = "kopplingar.json";
    public const string Manifest = "manifest.json";
    public const string Sums = "kontrollsummor.sha256";

    public static string InitiativesPage(int number) => $"initiativ-{number}.html";

    public static string LinksPage(int number) => $"kopplingar-{number}.html";
}
