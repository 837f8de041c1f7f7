using Microsoft.Identity.Client;

namespace TillitTeams.Deployment.Doctor;

/// <summary>
/// <c>TillitTeams doctor</c>: one check after the other, from the outside in. Each has its own time, and what one of them
/// finds keeps only those from being made that depend on it.
/// </summary>
internal sealed class ExamineDeployment(IServiceProvider services, Report report)
{
    private readonly Dictionary<Type, Verdict> found = [];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await report.WriteAsync(typeof(ReadSettings), ReadSettings.Well);
        foreach (var check in DoctorWiring.Checks)
        {
            var finding = await FindAsync(check, cancellationToken);
            found[check] = finding.Verdict;
            await report.WriteAsync(check, finding);
        }

        return report.ExitCode;
    }

    private async Task<Finding> FindAsync(Type type, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var check = (Check)scope.ServiceProvider.GetRequiredService(type);
        if (check.Needs.FirstOrDefault(needed => found[needed] is Verdict.Fault or Verdict.Skipped) is { } hindered)
        {
            return Finding.Skipped("SkippedBecause", report.TitleOf(hindered));
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(check.Limit);
        try
        {
            // What is asked with the libraries' own time limits does not hold up the rest.
            return await check.LookAsync(time.Token).WaitAsync(time.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Finding.Fault("NoAnswerInTime", check.Limit.TotalSeconds);
        }
        catch (MsalServiceException refused)
        {
            return TokenRefusals.Read(refused);
        }
        catch (HttpRequestException unreached)
        {
            return Finding.Fault("Unreached", unreached.InnerException?.Message ?? unreached.Message);
        }
        // A check must not keep the others from being made, whatever was not foreseen. Its message might quote what it was given.
        catch (Exception unforeseen) when (!cancellationToken.IsCancellationRequested)
        {
            return Finding.Fault("Unforeseen", unforeseen.GetType().Name);
        }
    }
}
