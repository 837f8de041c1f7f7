using System.Text;

namespace TillitTeams.Hosting;

/// <summary>
/// <c>--env-file FILE</c>: settings as Docker's <c>--env-file</c> reads them, and <c>env.sample</c> is written: a name, an
/// equals sign and the value as it stands. No library here reads them so: each takes a <c>#</c> in a password for a
/// comment, or stops at the quotation mark in one. What systemd's <c>EnvironmentFile=</c> takes to mean something else
/// (<i>systemd.exec</i>) is refused, so that one file means the same wherever it is read.
/// </summary>
internal static class EnvironmentFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Makes the file's settings the process's own, except those that its environment has already.</summary>
    /// <returns>What is wrong with the file, in one line that tells nothing of what stands in it; null if nothing is.</returns>
    public static string? Take(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file, Utf8);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return unread switch
            {
                FileNotFoundException or DirectoryNotFoundException => $"There is no file {file}.",
                DecoderFallbackException => $"{file} is not UTF-8: save it as UTF-8.",
                _ => $"{file} could not be read: {unread.Message}",
            };
        }

        var (settings, fault) = Read(text);
        if (fault is not null)
        {
            return $"{file}, {fault}";
        }

        // A setting's name is the same in capitals or not, an environment variable's is not.
        var had = Environment.GetEnvironmentVariables().Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings.Where(setting => !had.Contains(setting.Key)))
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        return null;
    }

    internal static (IReadOnlyDictionary<string, string> Settings, string? Fault) Read(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (at, line) in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimStart()).Index())
        {
            if (line is "" or ['#', ..])
            {
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var fault = equals switch
            {
                < 0 => "there is no equals sign",
                0 => "there is no name before the equals sign",
                _ when line[..equals].Any(char.IsWhiteSpace) => "there is a space before the equals sign",
                _ => null,
            };
            if (fault is not null)
            {
                return (settings, $"line {at + 1}: {fault}; write NAME=value, or # before a comment.");
            }

            var value = line[(equals + 1)..];
            if (ReadInTwoWays(value) is { } twoWays)
            {
                return (settings, $"line {at + 1}: {twoWays}");
            }

            settings[line[..equals]] = value;
        }

        return (settings, null);
    }

    private static string? ReadInTwoWays(string value) => value switch
    {
        ['"' or '\'', ..] => "the value begins with a quotation mark, which Docker takes for a part of it and systemd does not; write it without.",
        _ when value.Contains('\\', StringComparison.Ordinal) => "there is a backslash, which systemd takes away and Docker does not; write / in a path, and take a password without.",
        _ when value.Trim() != value => "there is a space before or after the value, which Docker keeps and systemd does not; take it away.",
        _ => null,
    };
}
