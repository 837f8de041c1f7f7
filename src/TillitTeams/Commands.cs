using System.CommandLine;
using TillitTeams.Deployment.Package;
using TillitTeams.Governance.Audit;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage.Backup;

namespace TillitTeams;

/// <summary>
/// What whoever runs the app can ask of it beside running it: <c>TillitTeams package</c>,
/// <c>verify-audit</c>, <c>backup</c>, <c>restore</c>. Settings are those of the app: as switches, from the environment, or from a file.
/// </summary>
internal static class Commands
{
    /// <summary>What a command ends with that could not read its own arguments or settings.</summary>
    private const int Unreadable = 2;

    private static readonly Option<string> EnvFile = new("--env-file")
    {
        Description = "A file of settings as in env.sample, for what neither the environment nor a switch says.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("TillitTeams. Without a command it runs the app.") { TreatUnmatchedTokensAsErrors = false };
        root.Options.Add(EnvFile);
        root.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = Program.Build([.. parsed.UnmatchedTokens]);
            await app.RunAsync(cancellationToken);
        });
        root.Subcommands.Add(WithFile("package", "Writes the Teams app package for the environment that the settings are of.", "The zip file; one that is there is replaced.",
            (services, file, cancellationToken) => PackageApp.RunAsync(services.GetRequiredService<IConfiguration>(), file, cancellationToken)));
        root.Subcommands.Add(InEachTenant("verify-audit", "Tells whether the audit trail is as it was noted; ends with 1 where it is not.", VerifyAudit.PrintAsync));
        root.Subcommands.Add(WithFile("backup", "Copies the database to a file while the app runs, with its checksum beside it.", "The file, which must not be there yet.",
            (services, file, cancellationToken) => services.GetRequiredService<BackUpDatabase>().RunAsync(file, cancellationToken)));
        root.Subcommands.Add(WithFile("restore", "Puts a backup in the place of the database while the app is stopped, and keeps what was there.", "The backup.",
            (services, file, cancellationToken) => services.GetRequiredService<RestoreDatabase>().RunAsync(file, cancellationToken)));

        var asked = root.Parse(args);
        if (asked.Errors.Count == 0 && asked.GetValue(EnvFile) is { } file && EnvironmentFile.Take(file) is { } fault)
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync(fault);
            return Unreadable;
        }

        return await asked.InvokeAsync();
    }

    private static Command WithFile(
        string name, string description, string what, Func<IServiceProvider, string, CancellationToken, Task<CommandOutcome>> run)
    {
        var file = new Argument<string>("file") { Description = what };
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.Arguments.Add(file);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = Program.Build([.. parsed.UnmatchedTokens], builder => builder.Logging.ClearProviders());
            var outcome = await run(app.Services, parsed.GetRequiredValue(file), cancellationToken);
            var said = outcome.ExitCode == 0 ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error;
            await said.WriteLineAsync(outcome.Said.AsMemory(), cancellationToken);
            return outcome.ExitCode;
        });
        return command;
    }

    /// <param name="run">Answers with the exit code; the highest of all tenants' is the command's.</param>
    private static Command InEachTenant(string name, string description, Func<IServiceProvider, TextWriter, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = Program.Build([.. parsed.UnmatchedTokens], builder => builder.Logging.ClearProviders());
            var ended = 0;
            foreach (var tenant in app.Services.GetRequiredService<AllowedTenants>().All)
            {
                await using var scope = app.Services.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, Guid.Empty);
                ended = Math.Max(ended, await run(scope.ServiceProvider, parsed.InvocationConfiguration.Output, cancellationToken));
            }

            return ended;
        });
        return command;
    }
}
