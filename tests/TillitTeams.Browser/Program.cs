using TillitTeams.Browser;
using Xunit.Runner.InProc.SystemConsole;

// The README's pictures: dotnet run --project tests/TillitTeams.Browser -- --screenshots
if (args is ["--screenshots", .. var rest])
{
    await Screenshots.TakeAsync(rest is [var folder] ? folder : Path.Combine("docs", "screenshots"));
    return 0;
}

return await ConsoleRunner.Run(args);
