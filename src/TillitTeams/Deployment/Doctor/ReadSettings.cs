using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The app's own look at its settings, which comes before there is an app to ask anything else of.</summary>
internal static class ReadSettings
{
    public static Finding Well { get; } = Finding.Well("SettingsWell");

    public static async Task<int> TellAsync(Report report, WrongSettings wrong)
    {
        await report.WriteAsync(typeof(ReadSettings), Finding.Fault("SettingsWrong"));
        foreach (var fault in wrong.Faults)
        {
            await report.WriteBelowAsync(fault.Say(report.Language));
        }

        foreach (var check in DoctorWiring.Checks)
        {
            await report.WriteAsync(check, Finding.Skipped("SkippedBecause", report.TitleOf(typeof(ReadSettings))));
        }

        return report.ExitCode;
    }
}
