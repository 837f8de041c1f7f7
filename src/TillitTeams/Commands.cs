using System.CommandLine;
using System.Globalization;
using TillitTeams.Deployment.Doctor;
using TillitTeams.Deployment.Package;
using TillitTeams.Governance.Audit;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage.Backup;
using TillitTeams.Storage.Move;

namespace TillitTeams;

/// <summary>
/// What whoever runs the app can ask of it beside running it: <c>TillitTeams package</c>, <c>doctor</c>,
/// <c>verify-audit</c>, <c>backup</c>, <c>restore</c>, <c>move</c>. Settings are those of the app: as switches, from the environment, or from a file.
/// </summary>
internal static class Commands
{
    /// <summary>What a command ends with that could not read its own arguments or settings.</summary>
    private const int Unreadable = 2;

    private static readonly Option<string> AdminTokenFile = new("--admin-token-file")
    {
        Description = "What 'az account get-access-token --resource-type ms-graph' printed, to look at the app registration and its consent too.",
        HelpName = "FILE",
    };

    private static readonly Option<string> EnvFile = new("--env-file")
    {
        Description = "A file of settings as in env.sample, for what neither the environment nor a switch says.",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <param name="args">The command and its arguments, and settings as switches.</param>
    /// <param name="host">As for <see cref="Program.Build"/>.</param>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? host = null)
    {
        var root = new RootCommand("TillitTeams. Without a command it runs the app.") { TreatUnmatchedTokensAsErrors = false };
        root.Options.Add(EnvFile);
        root.SetAction(Asked(async (parsed, cancellationToken) =>
        {
            await using var app = Program.Build([.. parsed.UnmatchedTokens], host);
            await app.RunAsync(cancellationToken);
            return 0;
        }));
        root.Subcommands.Add(WithFile("package", "Writes the Teams app package for the environment that the settings are of.", "The zip file; one that is there is replaced.",
            // Made on any machine, so that the settings are not looked at as those of the one that the app runs on.
            (switches, file, cancellationToken) => PackageApp.RunAsync(WebApplication.CreateBuilder(switches).Configuration, file, cancellationToken)));
        root.Subcommands.Add(Doctor(host));
        root.Subcommands.Add(InEachTenant("verify-audit", "Tells whether the audit trail is as it was noted; ends with 1 where it is not.", VerifyAudit.PrintAsync));
        root.Subcommands.Add(WithFile("backup", "Copies the database to a file while the app runs, with its checksum beside it.", "The file, which must not be there yet.",
            (switches, file, cancellationToken) => InAppAsync(switches, services => services.GetRequiredService<BackUpDatabase>().RunAsync(file, cancellationToken))));
        root.Subcommands.Add(WithFile("restore", "Puts a backup in the place of the database while the app is stopped, and keeps what was there.", "The backup.",
            (switches, file, cancellationToken) => InAppAsync(switches, services => services.GetRequiredService<RestoreDatabase>().RunAsync(file, cancellationToken))));
        root.Subcommands.Add(WithFile("move", "Copies everything that an SQLite file has into the empty PostgreSQL of the settings while the app is stopped, and compares it row by row.", "The file, which stays as it is.",
            (switches, file, cancellationToken) => InAppAsync(switches, services => services.GetRequiredService<MoveDatabase>().RunAsync(file, cancellationToken))));

        var asked = root.Parse(args);
        if (Stray(asked.UnmatchedTokens) is { } stray)
        {
            // Whoever mistypes a command does not mean to run the app.
            await asked.InvocationConfiguration.Error.WriteLineAsync($"'{stray}' is neither a command nor a setting: see TillitTeams --help. A setting is written --Section:Name=value.");
            return Unreadable;
        }

        if (asked.Errors.Count == 0 && asked.GetValue(EnvFile) is { } file && EnvironmentFile.Take(file) is { } fault)
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync(fault);
            return Unreadable;
        }

        return await asked.InvokeAsync();
    }

    /// <summary>The first word that is no setting, written as the framework reads them: <c>--key=value</c>, <c>--key value</c>, <c>key=value</c>.</summary>
    internal static string? Stray(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at].Contains('=', StringComparison.Ordinal))
            {
                continue;
            }

            if (!words[at].StartsWith("--", StringComparison.Ordinal) || at + 1 == words.Count)
            {
                return words[at];
            }

            // What follows a switch is its value.
            at++;
        }

        return null;
    }

    /// <summary>Wrong settings are told, a line each; what else goes wrong is a bug or an outage, and told as such.</summary>
    private static Func<ParseResult, CancellationToken, Task<int>> Asked(Func<ParseResult, CancellationToken, Task<int>> act) => async (parsed, cancellationToken) =>
    {
        try
        {
            return await act(parsed, cancellationToken);
        }
        catch (WrongSettings wrong)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(wrong.Message);
            return Unreadable;
        }
    };

    private static Command Doctor(Action<WebApplicationBuilder>? host)
    {
        var language = new Option<string>("--language") { Description = "The language that it is told in.", DefaultValueFactory = _ => HostingWiring.Languages[0] };
        language.AcceptOnlyFromAmong(HostingWiring.Languages);
        var command = new Command("doctor", "Examines a deployment from the outside in; ends with 1 where something is to be mended. It changes nothing.") { TreatUnmatchedTokensAsErrors = false };
        command.Options.Add(language);
        command.Options.Add(AdminTokenFile);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = new Report(parsed.InvocationConfiguration.Output, CultureInfo.GetCultureInfo(parsed.GetRequiredValue(language)));
            var (token, fault) = await AdminToken.ReadAsync(parsed.GetValue(AdminTokenFile), cancellationToken);
            if (fault is not null)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(fault);
                return Unreadable;
            }

            try
            {
                await using var app = Program.Build([.. parsed.UnmatchedTokens], builder =>
                {
                    builder.Logging.ClearProviders();
                    builder.AddDoctor(token!);
                    host?.Invoke(builder);
                });
                return await new ExamineDeployment(app.Services, report).RunAsync(cancellationToken);
            }
            catch (WrongSettings wrong)
            {
                return await ReadSettings.TellAsync(report, wrong);
            }
        });
        return command;
    }

    private static Command WithFile(
        string name, string description, string what, Func<string[], string, CancellationToken, Task<CommandOutcome>> run)
    {
        var file = new Argument<string>("file") { Description = what };
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.Arguments.Add(file);
        command.SetAction(Asked(async (parsed, cancellationToken) =>
        {
            var outcome = await run([.. parsed.UnmatchedTokens], parsed.GetRequiredValue(file), cancellationToken);
            var said = outcome.ExitCode == 0 ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error;
            await said.WriteLineAsync(outcome.Said.AsMemory(), cancellationToken);
            return outcome.ExitCode;
        }));
        return command;
    }

    private static async Task<CommandOutcome> InAppAsync(string[] switches, Func<IServiceProvider, Task<CommandOutcome>> run)
    {
        await using var app = Program.Build(switches, builder => builder.Logging.ClearProviders());
        return await run(app.Services);
    }

    /// <param name="run">Answers with the exit code; the highest of all tenants' is the command's.</param>
    private static Command InEachTenant(string name, string description, Func<IServiceProvider, TextWriter, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(Asked(async (parsed, cancellationToken) =>
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
        }));
        return command;
    }
}
