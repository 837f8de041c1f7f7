using TillitTeams.Hosting;

namespace TillitTeams.Storage.Tokens;

/// <summary>As <c>openssl rand -base64 32</c> writes it. What is wrong is said, in <see cref="SettingsTexts"/>, without quoting it.</summary>
internal sealed class TokenKeyAttribute : SettingRule
{
    public const int Size = 32;

    protected override WrongSetting? Judge(object value, object settings)
    {
        var key = new byte[((string)value).Length];
        return Convert.TryFromBase64String((string)value, key, out var size) && size == Size ? null : new("NotATokenKey");
    }
}
