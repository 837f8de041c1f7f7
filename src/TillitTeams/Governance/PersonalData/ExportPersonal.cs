using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Model;

namespace TillitTeams.Governance.PersonalData;

/// <summary>Everything that is stored of the caller as one file, written while it is read: however much it is, little of it is held.</summary>
internal sealed class ExportPersonal(ReadPersonal read, Caller caller, TimeProvider clock, PersonalWords words)
{
    private const int AtATime = 100;

    /// <summary>To be read by people too.</summary>
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="person">As their token says.</param>
    /// <param name="cancellationToken">The request's.</param>
    public PushStreamHttpResult Download(ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var name = person.FindFirstValue("name");
        return TypedResults.Stream(stream => WriteAsync(stream, name, cancellationToken), "application/json", words.Of("FileName"));
    }

    private async Task WriteAsync(Stream stream, string? name, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(stream, Readable);
        writer.WriteStartObject();
        writer.WriteString("about", words.Of("ExportAbout"));
        writer.WriteString("writtenAt", clock.GetUtcNow());
        writer.WriteString("personId", caller.UserId);
        writer.WriteString("nameInEntra", name);
        foreach (var part in Enum.GetValues<PersonalPart>())
        {
            writer.WriteStartObject(JsonNamingPolicy.CamelCase.ConvertName(part.ToString()));
            writer.WriteString("what", words.Of($"{part}Heading"));
            writer.WriteString("why", words.Of($"{part}Why"));
            writer.WriteStartArray("rows");
            await WriteRowsAsync(writer, part, cancellationToken);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private async Task WriteRowsAsync(Utf8JsonWriter writer, PersonalPart part, CancellationToken cancellationToken)
    {
        IReadOnlyList<PersonalRow> rows = [];
        do
        {
            rows = await read.PageAsync(part, rows is [.., var last] ? ReadPersonal.CursorOf(last) : null, AtATime, cancellationToken);
            foreach (var row in rows)
            {
                Write(writer, row);
            }

            await writer.FlushAsync(cancellationToken);
        }
        while (rows.Count == AtATime);
    }

    private void Write(Utf8JsonWriter writer, PersonalRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("id", row.Id);
        writer.WriteString("at", row.At);
        writer.WriteString("what", words.Of(row.What));
        WriteUnlessNull("about", row.About);
        WriteUnlessNull("address", row.Address);
        WriteUnlessNull("myWords", row.Words);
        WriteUnlessNull("myName", row.Name);
        if (row.Chosen is { Count: > 0 } chosen)
        {
            writer.WriteStartArray("chosen");
            foreach (var choice in chosen)
            {
                writer.WriteStringValue(choice);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();

        void WriteUnlessNull(string key, string? value)
        {
            if (value is not null)
            {
                writer.WriteString(key, value);
            }
        }
    }
}
