using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace TillitTeams.Hosting;

/// <summary>
/// Looks at every setting before anything is made of them: whether there is one of that name, whether it can be read, and
/// whether the rules beside it in its options class hold. Nobody has to mend one to be told of the next.
/// </summary>
internal sealed class CheckSettings
{
    /// <summary>Each class of options, by the section that it names.</summary>
    private static readonly Dictionary<string, Type> Sections = typeof(CheckSettings).Assembly.GetTypes()
        .Where(type => type.GetField("Section") is { IsLiteral: true })
        .ToDictionary(type => (string)type.GetField("Section")!.GetRawConstantValue()!, StringComparer.OrdinalIgnoreCase);

    private readonly List<SettingFault> faults = [];

    private CheckSettings()
    {
    }

    public static IReadOnlyList<SettingFault> Of(IConfiguration configuration)
    {
        var check = new CheckSettings();
        foreach (var (name, type) in Sections)
        {
            check.Section(configuration.GetSection(name), name, type);
        }

        check.LookForMisspelt(configuration);
        return check.faults;
    }

    /// <exception cref="WrongSettings">Some are not as they should be.</exception>
    public static void Demand(IConfiguration configuration)
    {
        if (Of(configuration) is { Count: > 0 } faults)
        {
            throw new WrongSettings(faults);
        }
    }

    public static string Key(Type settings, string name) => $"{settings.GetField("Section")!.GetRawConstantValue()}__{name}";

    private void Section(IConfigurationSection section, string key, Type type)
    {
        var known = type.GetProperties().ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string?> readable = [];
        HashSet<string> unreadable = [];
        foreach (var given in section.GetChildren())
        {
            if (!known.TryGetValue(given.Key, out var property))
            {
                NoSuch($"{key}__{given.Key}", $"{key}__", given.Key, [.. known.Keys, .. Elsewhere(type)]);
            }
            else if (!Read(given, $"{key}__{property.Name}", property.PropertyType, property.Name, readable))
            {
                unreadable.Add(property.Name);
            }
        }

        var settings = new ConfigurationBuilder().AddInMemoryCollection(readable).Build().Get(type) ?? Activator.CreateInstance(type)!;
        foreach (var property in known.Values.Where(property => !unreadable.Contains(property.Name)))
        {
            Judge(property, settings, $"{key}__{property.Name}");
        }
    }

    /// <returns>Whether the rules have something to look at.</returns>
    private bool Read(IConfigurationSection given, string key, Type type, string path, Dictionary<string, string?> readable)
    {
        var parts = given.GetChildren().ToList();
        if (ElementOf(type) is { } element)
        {
            if (!string.IsNullOrEmpty(given.Value))
            {
                return Wrong(key, "NotAList", ["", key]);
            }

            var all = parts.ConvertAll(part => Read(part, $"{key}__{part.Key}", element, $"{path}:{part.Key}", readable));
            return all.TrueForAll(read => read);
        }

        if (IsClass(type))
        {
            Section(given, key, type);
            // It has been judged; that there is one counts for its list.
            readable[$"{path}:{nameof(EntraCredential.SourceType)}"] = null;
            return true;
        }

        foreach (var part in parts)
        {
            NoSuch($"{key}__{part.Key}", "", key, [key]);
        }

        if (given.Value is { } value && Unreadable(value, type) is var (text, with))
        {
            return Wrong(key, text, [Shown(value), .. with]);
        }

        readable[path] = given.Value;
        return true;
    }

    private void Judge(PropertyInfo property, object settings, string key)
    {
        var value = property.GetValue(settings);
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
        {
            if (rule is SettingRule && value is IList list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    Judge(rule, list[i], settings, $"{key}__{i}");
                }
            }
            else
            {
                Judge(rule, value, settings, key);
            }
        }
    }

    private void Judge(ValidationAttribute rule, object? value, object settings, string key)
    {
        if (rule.GetValidationResult(value, new ValidationContext(settings)) is { } result)
        {
            Wrong(key, result is WrongSetting ? result.ErrorMessage! : rule switch
            {
                RangeAttribute => "OutOfRange",
                MinLengthAttribute => "Empty",
                _ => "Missing",
            }, [Shown(value), .. result is WrongSetting wrong ? wrong.With : rule is RangeAttribute range ? [Shown(range.Minimum), Shown(range.Maximum)] : []]);
        }
    }

    private void NoSuch(string key, string prefix, string name, IReadOnlyCollection<string> known)
    {
        if (known.Contains(name, StringComparer.OrdinalIgnoreCase) && key == $"{prefix}{name}")
        {
            return;
        }

        var meant = LikestName.Of(name, known);
        Wrong(key, meant is null ? "NoSuch" : "NoSuchDidYouMean", ["", $"{prefix}{meant}"]);
    }

    /// <summary>Of a section that is not the app's, only what would be one of its settings with the name put right.</summary>
    private void LookForMisspelt(IConfiguration configuration)
    {
        foreach (var section in configuration.GetChildren().Where(section => !Sections.ContainsKey(section.Key)))
        {
            if (LikestName.Of(section.Key, Sections.Keys) is { } meant)
            {
                foreach (var known in section.GetChildren().Select(given => Sections[meant].GetProperty(given.Key)).OfType<PropertyInfo>())
                {
                    Wrong($"{section.Key}__{known.Name}", "NoSuchDidYouMean", ["", $"{meant}__{known.Name}"]);
                }
            }
        }
    }

    private bool Wrong(string key, string text, params IReadOnlyList<string> with)
    {
        faults.Add(new SettingFault(key, text, with));
        return false;
    }

    private static (string Text, IReadOnlyList<string> With)? Unreadable(string value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            var read = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return plain.IsEnum && read is not null && !Enum.IsDefined(plain, read) ? Reason(plain) : null;
        }
        // What converters throw is whatever the type's own parser throws.
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException or OverflowException || exception.InnerException is FormatException)
        {
            return Reason(plain);
        }
    }

    private static (string Text, IReadOnlyList<string> With) Reason(Type type) =>
        type.IsEnum ? ("NotOneOf", [string.Join(", ", Enum.GetNames(type))])
        : type == typeof(TimeSpan) ? ("NotATime", [])
        : type == typeof(Guid) ? ("NotAnId", [])
        : type == typeof(Uri) ? ("NotAnAddress", [])
        : ("NotANumber", []);

    private static Type? ElementOf(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[0] : null;

    private static bool IsClass(Type type) => type.IsClass && type != typeof(string) && type != typeof(Uri);

    private static IEnumerable<string> Elsewhere(Type type) =>
        type.GetCustomAttribute<AlsoReadByAttribute>()?.Types.SelectMany(other => other.GetProperties()).Select(property => property.Name) ?? [];

    private static string Shown(object? value) => value switch
    {
        TimeSpan time => $"{(time.Days == 0 ? "" : $"{time.Days}.")}{time:hh\\:mm\\:ss\\.FFFFFFF}".TrimEnd('.'),
        string { Length: > 80 } text => $"{text[..80]}…",
        _ => $"{value}",
    };
}
