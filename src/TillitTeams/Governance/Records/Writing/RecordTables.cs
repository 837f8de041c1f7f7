using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.Localization;
using TillitTeams.Governance.Records.Gathering;

namespace TillitTeams.Governance.Records.Writing;

/// <summary>
/// The records as tables: RFC 4180, in UTF-8 with a mark at the beginning, by which Excel knows it. What would be a formula
/// in a spreadsheet is marked as text: people's words come from everywhere.
/// </summary>
internal sealed class RecordTables(SayRecords say, IStringLocalizer<RecordsTexts> texts)
{
    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
    };

    public Task DecisionsAsync(Stream file, IEnumerable<DecisionRecord> decisions, CancellationToken cancellationToken) => WriteAsync(
        file, ["Kind", "Code", "Name", "NameEn", "Description", "DescriptionEn", "Decision", "DecidedOn", "ValidFrom", "ValidTo", "MergedInto"], decisions.ToAsyncEnumerable(),
        row => [say.Kind(row.Kind), row.Code, row.Name.Sv, row.Name.En, row.Description.Sv, row.Description.En, row.Decision, Day(row.DecidedOn), Day(row.ValidFrom), Day(row.ValidTo), row.MergedInto],
        cancellationToken);

    public Task ChangesAsync(Stream file, IEnumerable<ChangeRecord> changes, CancellationToken cancellationToken) => WriteAsync(
        file, ["At", "Kind", "Item", "Change", "Field", "Before", "After", "Decision", "DecidedOn", "ByRole"], changes.ToAsyncEnumerable(),
        row => [Time(row.At), say.Kind(row.Kind), row.Item, say.Change(row), say.Field(row), say.Value(row, row.Before), say.Value(row, row.After), row.Decision, Day(row.DecidedOn), say.Role(row.By)],
        cancellationToken);

    public Task InitiativesAsync(Stream file, IAsyncEnumerable<InitiativeRecord> initiatives, CancellationToken cancellationToken) => WriteAsync(
        file, ["Id", "Title", "State", "What", "ResidentsGain", "Learned", "SupportAsked", "Contact", "Places", "Goals", "Principles", "How", "StartedAt", "ChangedAt"], initiatives,
        row =>
        [
            Id(row.Id), row.Title, say.State(row.State), row.What, row.ResidentsGain, row.Learned, row.SupportAsked, row.Contact, string.Join("; ", row.Places), Names(row.Goals),
            string.Join("; ", row.Principles.Select(tag => tag.Name)), string.Join("\n", row.Principles.Where(tag => tag.How is not null).Select(tag => $"{tag.Name}: {tag.How}")),
            Time(row.StartedAt), Time(row.ChangedAt),
        ],
        cancellationToken);

    public Task StoryAsync(Stream file, IAsyncEnumerable<InitiativeRecord> initiatives, CancellationToken cancellationToken) => WriteAsync(
        file, ["InitiativeId", "Title", "At", "ByName", "Step", "Field", "Before", "After"],
        initiatives.SelectMany(initiative => initiative.Story.Select(step => (initiative, step))),
        row =>
        [
            Id(row.initiative.Id), row.initiative.Title, Time(row.step.At), say.By(row.step), say.Step(row.step.Kind), say.Field(row.step),
            say.Value(row.step, row.step.Before), say.Value(row.step, row.step.After),
        ],
        cancellationToken);

    public Task LinksAsync(Stream file, IAsyncEnumerable<LinkRecord> links, CancellationToken cancellationToken) => WriteAsync(
        file, ["Id", "LinkKind", "LinkTitle", "Place", "WrittenAt", "LinkedAt", "ChangedAt", "Edited", "Why", "Goals", "Principles", "Initiative", "InitiativeId", "Url"], links,
        row =>
        [
            Id(row.Id), say.Kind(row.Kind), row.Title, row.Place, Time(row.At), Time(row.LinkedAt), Time(row.ChangedAt), row.IsEdited ? texts["Yes"] : texts["No"], row.Why,
            Names(row.Goals), Names(row.Principles), row.Initiative?.Name, row.Initiative is { } initiative ? Id(initiative.Id) : null, row.Url,
        ],
        cancellationToken);

    private async Task WriteAsync<TRow>(Stream file, IReadOnlyList<string> columns, IAsyncEnumerable<TRow> rows, Func<TRow, IReadOnlyList<string?>> cells, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, Rfc4180, leaveOpen: true);
        await WriteRowAsync([.. columns.Select(column => texts[$"Column{column}"].Value)]);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await WriteRowAsync(cells(row));
        }

        async Task WriteRowAsync(IReadOnlyList<string?> values)
        {
            foreach (var value in values)
            {
                csv.WriteField(value);
            }

            await csv.NextRecordAsync();
        }
    }

    private static string Id(Guid id) => id.ToString();

    private static string Time(DateTimeOffset time) => RecordWords.Machine(time);

    private static string? Day(DateOnly? day) => day is { } known ? RecordWords.Machine(known) : null;

    private static string Names(IEnumerable<ItemRecord> items) => string.Join("; ", items.Select(item => item.Name));
}
