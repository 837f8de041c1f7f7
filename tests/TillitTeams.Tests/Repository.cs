namespace TillitTeams.Tests;

/// <summary>Files of the checkout that the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "TillitTeams.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No TillitTeams.sln above the tests.");
        }

        return folder.FullName;
    }
}
