using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TillitTeams.Storage;

/// <summary>
/// PostgreSQL knows no text with U+0000 in it and refuses the whole statement (<em>Character Types</em>). Nobody can type it, but anybody can
/// send it, in every field and address. It is left out wherever it comes from, in SQLite too: what is stored there can
/// be moved.
/// </summary>
internal sealed class LeaveOutNull : DbCommandInterceptor
{
    public static LeaveOutNull Only { get; } = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text when text.Contains('\0', StringComparison.Ordinal) => Clean(text),
                IEnumerable<string> texts when texts.Any(text => text?.Contains('\0', StringComparison.Ordinal) == true) => texts.Select(Clean).ToArray(),
                var other => other,
            };
        }

        return result;
    }

    private static string Clean(string text) => text?.Replace("\0", "", StringComparison.Ordinal)!;
}
