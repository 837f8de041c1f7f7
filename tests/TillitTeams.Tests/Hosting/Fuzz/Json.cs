using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>JSON as it goes over the wire, which need not be any: a key twice, a number out of all range, half an emoji.</summary>
internal abstract class Json
{
    public static Json Read(JsonNode? node) => node switch
    {
        JsonObject members => new Members([.. members.Select(member => (Quote(member.Key), Read(member.Value)))]),
        JsonArray items => new Items([.. items.Select(Read)]),
        null => new Token("null"),
        JsonValue value when value.TryGetValue<string>(out var text) => Token.Of(text),
        _ => new Token(node.ToJsonString()),
    };

    public abstract Json Copy();

    public abstract void Write(StringBuilder to);

    /// <summary>Every place where there is a value, this one's own excepted.</summary>
    public IEnumerable<Place> Places() => this switch
    {
        Members members => Enumerable.Range(0, members.All.Count).SelectMany(at => members.All[at].Value.Places().Prepend(new Place(this, at))),
        Items items => Enumerable.Range(0, items.All.Count).SelectMany(at => items.All[at].Places().Prepend(new Place(this, at))),
        _ => [],
    };

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] >= ' ' && Rune.TryGetRuneAt(text, at, out var rune))
            {
                quoted.Append(text[at] is '"' or '\\' ? "\\" : "").Append(rune);
                at += rune.Utf16SequenceLength - 1;
            }
            else
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:x4}");
            }
        }

        return quoted.Append('"').ToString();
    }

    public sealed class Members(List<(string Key, Json Value)> all) : Json
    {
        public List<(string Key, Json Value)> All { get; } = all;

        public override Json Copy() => new Members([.. All.Select(member => (member.Key, member.Value.Copy()))]);

        public override void Write(StringBuilder to)
        {
            to.Append('{');
            for (var at = 0; at < All.Count; at++)
            {
                to.Append(at == 0 ? "" : ",").Append(All[at].Key).Append(':');
                All[at].Value.Write(to);
            }

            to.Append('}');
        }
    }

    public sealed class Items(List<Json> all) : Json
    {
        public List<Json> All { get; } = all;

        public override Json Copy() => new Items([.. All.Select(item => item.Copy())]);

        public override void Write(StringBuilder to)
        {
            to.Append('[');
            for (var at = 0; at < All.Count; at++)
            {
                to.Append(at == 0 ? "" : ",");
                All[at].Write(to);
            }

            to.Append(']');
        }
    }

    /// <param name="text">As it stands, the quotation marks with it.</param>
    public sealed class Token(string text) : Json
    {
        public string Text { get; } = text;

        public bool IsText => Text.StartsWith('"');

        public static Token Of(string text) => new(Quote(text));

        public override Json Copy() => this;

        public override void Write(StringBuilder to) => to.Append(Text);
    }

    /// <summary>Where a value stands.</summary>
    public readonly record struct Place(Json In, int At)
    {
        public Json Value
        {
            get => In is Members members ? members.All[At].Value : ((Items)In).All[At];
            set
            {
                if (In is Members members)
                {
                    members.All[At] = (members.All[At].Key, value);
                }
                else
                {
                    ((Items)In).All[At] = value;
                }
            }
        }

        public void Remove()
        {
            if (In is Members members)
            {
                members.All.RemoveAt(At);
            }
            else
            {
                ((Items)In).All.RemoveAt(At);
            }
        }
    }
}
