using System.Globalization;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>
/// In which order and between which dates a chat's messages are listed (<em>List messages in a chat</em>):
/// newest first only, and the filter counts only when it names what the list is ordered by.
/// </summary>
internal sealed partial record MessageRange(bool ByCreation, DateTimeOffset? After, DateTimeOffset? Before)
{
    private const string Created = "createdDateTime";
    private const string Modified = "lastModifiedDateTime";

    public static GraphAnswer? Read(string? orderBy, string? filter, out MessageRange range)
    {
        range = new MessageRange(false, null, null);
        if (orderBy is not null)
        {
            var words = orderBy.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is not [Created or Modified, "desc"])
            {
                return GraphAnswer.BadRequest($"QueryOptions to order by '{orderBy}' is not supported.");
            }

            range = range with { ByCreation = words[0] == Created };
        }

        foreach (var clause in filter?.Split(" and ", StringSplitOptions.TrimEntries) ?? [])
        {
            if (Clause().Match(clause) is not { Success: true } read
                || !DateTimeOffset.TryParse(read.Groups["time"].ValueSpan, CultureInfo.InvariantCulture, out var time)
                || read.Groups["property"].Value == Created && read.Groups["operator"].Value == "gt")
            {
                return GraphAnswer.BadRequest($"Invalid filter clause: '{clause}'.");
            }

            if (orderBy is not null && (read.Groups["property"].Value == Created) == range.ByCreation)
            {
                range = read.Groups["operator"].Value == "gt" ? range with { After = time } : range with { Before = time };
            }
        }

        return null;
    }

    public IEnumerable<Message> Of(IEnumerable<Message> messages) => messages
        .Select(message => (Message: message, At: ByCreation ? message.CreatedAt : MessageJson.ModifiedAt(message)))
        .Where(listed => (After is null || listed.At > After) && (Before is null || listed.At < Before))
        .OrderByDescending(listed => listed.At)
        .Select(listed => listed.Message);

    [GeneratedRegex(@"^(?<property>createdDateTime|lastModifiedDateTime)\s+(?<operator>lt|gt)\s+(?<time>\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Clause();
}
