using TillitTeams.Hosting;

namespace TillitTeams.Governance;

/// <summary>
/// A governance model that can be read, if there is a file at all: it is needed on the first start alone. What is wrong
/// is said in <see cref="SettingsTexts"/>.
/// </summary>
internal sealed class ModelToReadAttribute : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings)
    {
        var path = (string)value;
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = File.OpenRead(path);
            ModelFile.ReadAsync(file, path, CancellationToken.None).GetAwaiter().GetResult();
            return null;
        }
        catch (InvalidDataException wrong)
        {
            return new("WrongModel", wrong.Message);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return new("UnreadableFile");
        }
    }
}
