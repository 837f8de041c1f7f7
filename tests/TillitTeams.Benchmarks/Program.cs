using TillitTeams.Benchmarks;
using TillitTeams.Storage;

if (args is [BareInsert.Switch, var provider, var connectionString])
{
    await BareInsert.ServeAsync(Enum.Parse<StorageProvider>(provider), connectionString);
    return 0;
}

// dotnet run -c Release --project tests/TillitTeams.Benchmarks [start] [tagging] [trimming] [tab] [links] [digest] [records]
// Timings differ from machine to machine and from run to run; ratios are between things measured in turns.
var chosen = args.Length > 0 ? args : ["start", "tagging", "trimming", "tab", "links", "digest", "records"];
var figures = new List<Figure>();
if (chosen.Contains("start"))
{
    figures.AddRange(await StartRun.MeasureAsync());
}

if (chosen.Contains("tagging"))
{
    foreach (var store in BenchmarkStore.All)
    {
        figures.AddRange(await TaggingRun.MeasureAsync(store));
    }
}

if (chosen.Contains("trimming"))
{
    figures.AddRange(await TrimmingRun.MeasureAsync());
}

if (chosen.Contains("tab"))
{
    figures.AddRange(await TabInBrowser.MeasureAsync());
}

if (chosen.Contains("links"))
{
    figures.AddRange(await GoalPageOnServer.MeasureAsync());
}

if (chosen.Contains("digest"))
{
    figures.AddRange(await DigestRun.MeasureAsync());
}

if (chosen.Contains("records"))
{
    figures.AddRange(await RecordsRun.MeasureAsync());
}

Console.WriteLine();
Console.WriteLine("| what | figure | shall be | holds |");
Console.WriteLine("|---|---|---|---|");
foreach (var figure in figures)
{
    Console.WriteLine(figure);
}

return figures.TrueForAll(figure => figure.Holds != false) ? 0 : 1;
