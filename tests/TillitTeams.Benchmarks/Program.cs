using TillitTeams.Benchmarks;
using TillitTeams.Storage;

if (args is [BareInsert.Switch, var provider, var connectionString])
{
    await BareInsert.ServeAsync(Enum.Parse<StorageProvider>(provider), connectionString);
    return 0;
}

// dotnet run -c Release --project tests/TillitTeams.Benchmarks [start] [tagging] [trimming] [tab] [links] [digest] [records]
// Timings differ from machine to machine and from run to run; ratios are between things measured in turns.
(string Name, Func<Task<IReadOnlyList<Figure>>> Measure)[] runs =
[
    ("start", StartRun.MeasureAsync),
    ("tagging", TaggingRun.MeasureAsync),
    ("trimming", TrimmingRun.MeasureAsync),
    ("tab", TabInBrowser.MeasureAsync),
    ("links", GoalPageOnServer.MeasureAsync),
    ("digest", DigestRun.MeasureAsync),
    ("records", RecordsRun.MeasureAsync),
];
var figures = new List<Figure>();
foreach (var run in runs.Where(run => args.Length == 0 || args.Contains(run.Name)))
{
    figures.AddRange(await run.Measure());
}

Console.WriteLine();
Console.WriteLine("| what | figure | shall be | holds |");
Console.WriteLine("|---|---|---|---|");
foreach (var figure in figures)
{
    Console.WriteLine(figure);
}

return figures.TrueForAll(figure => figure.Holds != false) ? 0 : 1;
