using System.Text;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <param name="Written">The value is escaped already, rightly or wrongly.</param>
internal sealed record Field(string Name, string Value, bool Written = false);

/// <summary>A request in the making: a real one at first, of which less and less is left.</summary>
internal sealed class Draft
{
    public required string Name { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>From the first slash on, escaped.</summary>
    public required string Path { get; set; }

    public List<Field> Query { get; init; } = [];

    public Json? Json { get; set; }

    public List<Field>? Form { get; init; }

    public List<(string Name, string Value)> Headers { get; init; } = [];

    public bool IsMultipart { get; set; }

    /// <summary>What is done to the body when it is written.</summary>
    public List<Func<byte[], byte[]>> Bytes { get; } = [];

    public Draft Copy() => new()
    {
        Name = Name, Method = Method, Path = Path, Query = [.. Query], Json = Json?.Copy(), Form = Form is null ? null : [.. Form], Headers = [.. Headers],
    };

    public Sent Write()
    {
        var target = new StringBuilder(Path);
        foreach (var (field, at) in Query.Select((field, at) => (field, at)))
        {
            target.Append(at == 0 ? '?' : '&').Append(Written(field));
        }

        var body = Bytes.Aggregate(Body(), (bytes, change) => change(bytes));
        return new Sent(Name, Method, target.ToString(), Headers, body);
    }

    private byte[] Body()
    {
        if (Json is not null)
        {
            var text = new StringBuilder();
            Json.Write(text);
            return Encoding.UTF8.GetBytes(text.ToString());
        }

        return Form is null ? [] : IsMultipart ? InParts(Form) : Encoding.Latin1.GetBytes(string.Join('&', Form.Select(Written)));
    }

    public const string Boundary = "gransen";

    private static byte[] InParts(List<Field> form) => Encoding.UTF8.GetBytes(
        string.Concat(form.Select(field => $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n")) + $"--{Boundary}--\r\n");

    private static string Written(Field field) => field.Written ? $"{field.Name}={field.Value}" : $"{Escape(field.Name)}={Escape(field.Value)}";

    /// <summary>Half an emoji too, as nobody should write it.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '.' or '~')
            {
                escaped.Append(text[at]);
            }
            else if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                Append(Encoding.UTF8.GetBytes(rune.ToString()));
                at += rune.Utf16SequenceLength - 1;
            }
            else
            {
                var half = text[at];
                Append([(byte)(0xE0 | (half >> 12)), (byte)(0x80 | ((half >> 6) & 0x3F)), (byte)(0x80 | (half & 0x3F))]);
            }
        }

        return escaped.ToString();

        void Append(byte[] bytes)
        {
            foreach (var one in bytes)
            {
                escaped.Append('%').Append(one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }
}

/// <summary>What went over the wire.</summary>
internal sealed record Sent(string Name, HttpMethod Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    private const int Most = 4_000;

    /// <summary>All that it takes to send it again, but for what opens a door.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Cut(Target)}\n");
        foreach (var (name, value) in Headers)
        {
            text.Append(name).Append(": ").Append(name == "Authorization" && value.Length > 60 ? "(of a real person)" : Cut(value)).Append('\n');
        }

        return text.Append('\n').Append(Cut(Encoding.UTF8.GetString(Body))).Append("\nin Base64: ").Append(Cut(Convert.ToBase64String(Body))).ToString();
    }

    private static string Cut(string text) => text.Length <= Most ? text : $"{text[..(Most / 2)]}… ({text.Length} in all) …{text[^(Most / 2)..]}";
}
