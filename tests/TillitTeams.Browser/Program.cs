using TillitTeams.Browser;
using Xunit.Runner.InProc.SystemConsole;

// The README's pictures: dotnet run --project tests/TillitTeams.Browser -- --screenshots
if (args is ["--screenshots", .. var rest])
{
    await Screenshots.TakeAsync(rest is [var place] ? place : Path.Combine("docs", "screenshots"));
    return 0;
}

// Every card's picture: dotnet run --project tests/TillitTeams.Browser -- --cards
if (args is ["--cards", .. var where])
{
    await DrawnCards.TakeAsync(where is [var folder] ? folder : Path.Combine("docs", "cards"));
    return 0;
}

return await ConsoleRunner.Run(args);
