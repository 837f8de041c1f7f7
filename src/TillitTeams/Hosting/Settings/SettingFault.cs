using System.Globalization;
using System.Resources;

namespace TillitTeams.Hosting;

/// <summary>A setting that is wrong: which, and the entry of <see cref="SettingsTexts"/> that says what is wrong and how to mend it.</summary>
/// <param name="Key">As it stands in <c>env.sample</c>: <c>Tab__PublicUrl</c>.</param>
internal sealed record SettingFault(string Key, string Text, IReadOnlyList<string> With)
{
    private static readonly ResourceManager Texts = new(typeof(SettingsTexts));

    /// <summary>One line, whatever stood in the setting.</summary>
    public string Say(CultureInfo language) =>
        $"{Key}: {string.Format(language, Texts.GetString(Text, language)!, [.. With])}".ReplaceLineEndings(" ");
}

/// <summary>The app is not to start. Its message says it all, a line for each fault, in the machine's language.</summary>
internal sealed class WrongSettings(IReadOnlyList<SettingFault> faults)
    : Exception(string.Join('\n', faults.Select(fault => fault.Say(CultureInfo.CurrentUICulture))))
{
    public IReadOnlyList<SettingFault> Faults { get; } = faults;
}
