using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>One thing that is done to a request.</summary>
/// <param name="Fits">Whether the request has what is changed.</param>
/// <param name="Weight">How often it is done.</param>
internal sealed record Change(string Name, int Weight, Func<Draft, bool> Fits, Action<Draft, Random> Make);

/// <summary>What can happen to a request on its way here, and what somebody may make of it who wants to know how it is taken.</summary>
internal static class Changes
{
    private static readonly string[] ContentTypes =
    [
        "", "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=nonsense", "application/json; charset=", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data", $"multipart/form-data; boundary={Draft.Boundary}", "multipart/form-data; boundary=\"\"", ";", "application/", "å/ä", "application/json, application/json",
    ];

    private static readonly string[] Languages = ["", "*", "en", "sv", "sv;q=9", "en-\u00e5", ";;;", "zz-ZZ-zz-ZZ-zz", "en;q=0.5,sv;q=1e9,*;q=-1", new string('a', 6_000), string.Join(',', Enumerable.Repeat("sv-SE;q=0.1", 400))];

    private static readonly string[] Traces = ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-00000000000000000000000000000000-0000000000000000-00", "ff-x", "", "00-å", new string('0', 4_000)];

    private static readonly string[] Accepts = ["text/html", "application/json", "*/*", "", "application/xml;q=x", "text/html;level=1;q=0.0000001"];

    public static IReadOnlyList<Change> All(Places places) =>
    [
        new("leave a property out", 6, HasJson, (draft, random) => AnyPlace(draft, random)?.Remove()),
        new("say a property twice", 4, HasJson, SayTwice),
        new("name a property otherwise", 4, HasJson, Rename),
        new("put properties in another order", 2, HasJson, Reorder),
        new("another kind of value", 8, HasJson, (draft, random) => Put(draft, random, new Json.Token(Odd.Kind(random)))),
        new("a number", 5, HasJson, (draft, random) => Put(draft, random, new Json.Token(Odd.Number(random)))),
        new("a text", 14, HasJson, (draft, random) => Put(draft, random, Json.Token.Of(Odd.Text(random)))),
        new("a time", 3, HasJson, (draft, random) => Put(draft, random, Json.Token.Of(Odd.Date(random)))),
        new("a known id", 10, HasJson, (draft, random) => Put(draft, random, Json.Token.Of(places.AnyFor(draft, random)))),
        new("a slip in a text", 10, HasJson, SlipInText),
        new("nested deep", 2, HasJson, (draft, random) => Put(draft, random, new Json.Token(Odd.Deep(random)))),
        new("a value from elsewhere in it", 4, HasJson, Swap),

        new("leave a field out", 6, HasForm, (draft, random) => draft.Form!.RemoveAt(random.Next(draft.Form.Count))),
        new("a field twice", 6, HasForm, (draft, random) => Again(draft.Form!, random)),
        new("a field by another name", 3, HasForm, (draft, random) => Field(draft.Form!, random, field => field with { Name = Odd.Slip(random, field.Name) })),
        new("a text in a field", 16, HasForm, (draft, random) => Field(draft.Form!, random, field => field with { Value = Odd.Text(random) })),
        new("a known id in a field", 10, HasForm, (draft, random) => Field(draft.Form!, random, field => field with { Value = places.AnyFor(draft, random) })),
        new("a slip in a field", 10, HasForm, (draft, random) => Field(draft.Form!, random, field => field with { Value = Odd.Slip(random, field.Value) })),
        new("a field escaped wrongly", 4, HasForm, (draft, random) => Field(draft.Form!, random, field => new Field(field.Name, Odd.Pick(random, ["%", "%z", "%zz%", "%C3%28", "%FF%FE", "%ED%A0%80", "%00", "%u0041", "+", "&&&", "=", "%F4%90%80%80"]), Written: true))),
        new("too many fields", 1, HasForm, (draft, random) => draft.Form!.AddRange(Enumerable.Range(0, random.Next(2_000)).Select(at => new Field(string.Create(CultureInfo.InvariantCulture, $"goals{at % 3}"), "hallbar")))),
        new("too long a field", 1, HasForm, (draft, random) => Field(draft.Form!, random, field => field with { Value = new string('å', random.Next(700_000)) })),
        new("the form in parts", 2, HasForm, InParts),

        new("leave a part of the query out", 3, HasQuery, (draft, random) => draft.Query.RemoveAt(random.Next(draft.Query.Count))),
        new("a part of the query twice", 4, HasQuery, (draft, random) => Again(draft.Query, random)),
        new("a text in the query", 14, HasQuery, (draft, random) => Field(draft.Query, random, field => field with { Value = Odd.Text(random, most: 3_000) })),
        new("a known id in the query", 6, HasQuery, (draft, random) => Field(draft.Query, random, field => field with { Value = places.AnyFor(draft, random) })),
        new("a slip in the query", 6, HasQuery, (draft, random) => Field(draft.Query, random, field => field with { Value = Odd.Slip(random, field.Value) })),
        new("more in the query", 3, _ => true, (draft, random) => draft.Query.Add(new Field(Odd.Pick(random, ["after", "q", "locale", "goal", "validationToken", "id", "kind", "channel", "said", "", "x"]), Odd.Text(random, most: 3_000)))),
        new("another part of the path", 4, IsPage, PathPart),
        new("a very long address", 1, _ => true, (draft, random) => draft.Query.Add(new Field("x", new string('a', random.Next(40_000))))),

        new("end in the middle", 3, HasBody, (draft, random) => draft.Bytes.Add(body => body[..random.Next(body.Length + 1)])),
        new("bytes that are no letters", 4, HasBody, BadBytes),
        new("a mark at the beginning", 1, HasBody, (draft, _) => draft.Bytes.Add(body => [0xEF, 0xBB, 0xBF, .. body])),
        new("in another encoding", 1, HasBody, (draft, _) => draft.Bytes.Add(body => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)))),
        new("packed", 1, HasBody, Pack),
        new("said to be packed", 1, HasBody, (draft, random) => draft.Headers.Add(("Content-Encoding", Odd.Pick(random, ["gzip", "br", "x"])))),
        new("something after it", 2, HasBody, (draft, random) => draft.Bytes.Add(body => [.. body, .. Encoding.UTF8.GetBytes(Odd.Pick(random, ["{}", "\0", "]", "&a=b", " \n", "null"]))])),
        new("another content type", 3, HasBody, (draft, random) => Header(draft, "Content-Type", Odd.Pick(random, ContentTypes))),

        new("another language", 2, _ => true, (draft, random) => Header(draft, "Accept-Language", Odd.Pick(random, Languages))),
        new("another accept", 1, _ => true, (draft, random) => Header(draft, "Accept", Odd.Pick(random, Accepts))),
        new("another trace", 1, _ => true, (draft, random) => Header(draft, "traceparent", Odd.Pick(random, Traces))),
        new("no or another token", 1, _ => true, (draft, random) => Header(draft, "Authorization", Odd.Pick(random, ["", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic eDp5", "Bearer eyJhbGciOiJub25lIn0.e30.", $"Bearer {new string('a', 9_000)}"]))),
        new("a header more", 1, _ => true, (draft, random) => draft.Headers.Add((Odd.Pick(random, ["X-Forwarded-For", "X-Forwarded-Proto", "Cookie", "Expect", "Range", "If-None-Match", "HX-Request", "Accept-Language", "Authorization", "X-Correlation-Id"]), Odd.Pick(random, ["", "x", "1", "100-continue", "bytes=0-", "a=b; c=\"", new string('x', 3_000)])))),
    ];

    private static bool HasJson(Draft draft) => draft.Json?.Places().Any() == true;

    private static bool HasForm(Draft draft) => draft.Form is { Count: > 0 };

    private static bool HasQuery(Draft draft) => draft.Query.Count > 0;

    private static bool HasBody(Draft draft) => draft.Json is not null || draft.Form is not null;

    private static bool IsPage(Draft draft) => draft.Method == HttpMethod.Get || draft.Form is not null;

    private static Json.Place? AnyPlace(Draft draft, Random random) => draft.Json!.Places().ToList() is { Count: > 0 } places ? Odd.Pick(random, places) : null;

    private static void Put(Draft draft, Random random, Json value)
    {
        if (AnyPlace(draft, random) is { } place)
        {
            place.Value = value;
        }
    }

    private static void Swap(Draft draft, Random random)
    {
        if (AnyPlace(draft, random) is { } from)
        {
            Put(draft, random, from.Value.Copy());
        }
    }

    private static void SlipInText(Draft draft, Random random)
    {
        if (draft.Json!.Places().Where(place => place.Value is Json.Token { IsText: true }).ToList() is { Count: > 0 } texts)
        {
            var place = Odd.Pick(random, texts);
            // It may hold what only JSON can say: then it is left as it is, and more is put behind it.
            var text = ((Json.Token)place.Value).Text[1..^1];
            place.Value = text.Contains('\\', StringComparison.Ordinal) ? new Json.Token($"\"{text}{Json.Quote(Odd.Text(random))[1..]}") : Json.Token.Of(Odd.Slip(random, text));
        }
    }

    private static void SayTwice(Draft draft, Random random) => Members(draft, random, members =>
    {
        var (key, value) = Odd.Pick(random, members.All);
        members.All.Insert(random.Next(members.All.Count + 1), (key, random.Next(2) == 0 ? value : new Json.Token(Odd.Kind(random))));
    });

    private static void Rename(Draft draft, Random random) => Members(draft, random, members =>
    {
        var at = random.Next(members.All.Count);
        var (key, value) = members.All[at];
        members.All[at] = (random.Next(3) == 0 ? key.ToUpperInvariant() : Json.Quote(Odd.Slip(random, key[1..^1])), value);
    });

    private static void Reorder(Draft draft, Random random) => Members(draft, random, members => random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members.All)));

    private static void Members(Draft draft, Random random, Action<Json.Members> change)
    {
        var all = draft.Json!.Places().Select(place => place.Value).Prepend(draft.Json).OfType<Json.Members>().Where(members => members.All.Count > 0).ToList();
        if (all.Count > 0)
        {
            change(Odd.Pick(random, all));
        }
    }

    private static void Field(List<Field> fields, Random random, Func<Field, Field> change)
    {
        var at = random.Next(fields.Count);
        fields[at] = change(fields[at]);
    }

    private static void Again(List<Field> fields, Random random)
    {
        var field = Odd.Pick(random, fields);
        fields.Insert(random.Next(fields.Count + 1), random.Next(2) == 0 ? field : field with { Value = Odd.Text(random, most: 3_000) });
    }

    private static void InParts(Draft draft, Random random)
    {
        draft.IsMultipart = true;
        Header(draft, "Content-Type", $"multipart/form-data; boundary={Draft.Boundary}");
    }

    private static void PathPart(Draft draft, Random random)
    {
        var parts = draft.Path.Split('/');
        parts[random.Next(1, parts.Length)] = Odd.Pick(random, ["", "%00", "%2F", "..", ".", "%20", "%C3%A5", "%ED%A0%80", "%FF", "%", "x", "0", new string('a', 3_000), "00000000-0000-0000-0000-000000000000", "%F0%9F%98%80", "{code}", "hallbar"]);
        draft.Path = string.Join('/', parts);
    }

    private static void BadBytes(Draft draft, Random random)
    {
        var (where, bad) = (random.NextDouble(), Odd.Pick<byte[]>(random, [[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0x00], [0x1B], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]]));
        draft.Bytes.Add(body => [.. body[..(int)(where * body.Length)], .. bad, .. body[(int)(where * body.Length)..]]);
    }

    private static void Pack(Draft draft, Random random)
    {
        draft.Headers.Add(("Content-Encoding", "gzip"));
        draft.Bytes.Add(body =>
        {
            using var packed = new MemoryStream();
            using (var pack = new GZipStream(packed, CompressionLevel.Fastest))
            {
                pack.Write(body);
            }

            return packed.ToArray();
        });
    }

    private static void Header(Draft draft, string name, string value)
    {
        draft.Headers.RemoveAll(header => header.Name == name);
        if (value.Length > 0)
        {
            draft.Headers.Add((name, value));
        }
    }
}
