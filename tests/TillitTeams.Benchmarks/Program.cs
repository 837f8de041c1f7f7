using TillitTeams.Benchmarks;

// dotnet run -c Release --project tests/TillitTeams.Benchmarks [tab] [links] [digest] [records]
// Timings differ from machine to machine and from run to run; ratios are between things measured in turns.
var chosen = args.Length > 0 ? args : ["tab", "links", "digest", "records"];
var figures = new List<Figure>();
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
