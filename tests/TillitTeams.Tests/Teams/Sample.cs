namespace TillitTeams.Tests.Teams;

/// <summary>
/// Activities written by hand from the fields that Microsoft documents: <i>Define message extension action
/// commands</i>, <i>Universal Actions for Adaptive Cards</i>, <i>Use dialogs in bots</i> and <i>Conversation
/// events in your Teams bot</i>.
/// </summary>
internal static class Sample
{
    private static string Folder => Repository.File("tests", "TillitTeams.Tests", "Teams", "Samples");

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.json"));

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!);
}
