using System.Globalization;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records;

/// <summary>What somebody asks for, as they filled it in.</summary>
/// <param name="Scope">Name of a <see cref="RecordScope"/>.</param>
/// <param name="Goal">Code of a goal.</param>
/// <param name="Initiative">Id of an initiative.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record RecordsInput(string? Scope = null, string? Goal = null, string? Initiative = null, string? From = null, string? To = null)
{
    public static RecordsInput Read(IFormCollection form) => new(form["scope"], form["goal"], form["initiative"], form["from"], form["to"]);

    public static RecordsInput Of(RecordExport export, string? goalCode) => new(
        export.Scope.ToString(), goalCode, export.InitiativeId?.ToString(), export.From?.ToString("O", CultureInfo.InvariantCulture), export.To?.ToString("O", CultureInfo.InvariantCulture));
}

/// <param name="Text">Key of what is wrong.</param>
/// <param name="Field">Name of the field that it is wrong in.</param>
public sealed record RecordsProblem(string Text, string? Field = null);
