using System.Globalization;
using System.Resources;

namespace TillitTeams.Deployment.Doctor;

/// <summary>Writes a line for each check, in the language that was asked for.</summary>
internal sealed class Report(TextWriter output, CultureInfo language)
{
    private static readonly ResourceManager Texts = new(typeof(DoctorTexts));

    private bool hasFaults;

    public CultureInfo Language => language;

    public int ExitCode => hasFaults ? 1 : 0;

    public string TitleOf(Type check) => Text($"{check.Name}Title");

    public async Task WriteAsync(Type check, Finding finding)
    {
        hasFaults |= finding.Verdict == Verdict.Fault;
        var said = string.Join(' ', finding.Said.Select(said => string.Format(language, Text(said.Text), said.With)));
        await WriteLineAsync($"{Sign(finding.Verdict)} {TitleOf(check)}: {said}{(finding.Page is { } page ? $" {page}" : "")}");
    }

    /// <summary>More about the line before.</summary>
    public Task WriteBelowAsync(string line) => WriteLineAsync($"    {line}");

    private Task WriteLineAsync(string line) => output.WriteLineAsync(line.ReplaceLineEndings(" "));

    private string Text(string name) => Texts.GetString(name, language) ?? throw new MissingManifestResourceException(name);

    private static char Sign(Verdict verdict) => verdict switch
    {
        Verdict.Well => '✓',
        Verdict.Remark => '!',
        Verdict.Fault => '✗',
        _ => '–',
    };
}
