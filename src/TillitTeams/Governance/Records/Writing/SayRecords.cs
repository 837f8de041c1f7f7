using Microsoft.Extensions.Localization;
using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records.Writing;

/// <summary>Puts what records say into the words of the export's language.</summary>
internal sealed class SayRecords(IStringLocalizer<RecordsTexts> texts, IStringLocalizer<GovernanceTexts> ofModel)
{
    public string Kind(ItemKind kind) => texts[$"Item{kind}"];

    public string Kind(LinkKind kind) => texts[$"Link{kind}"];

    public string State(InitiativeState state) => texts[$"State{state}"];

    public string Step(InitiativeEventKind kind) => texts[$"Step{kind}"];

    public string Role(ModelActor actor) => ofModel[$"By{actor}"];

    /// <summary>The same sentence as in the model's history.</summary>
    public string Change(ChangeRecord change) => ofModel[$"History{change.Change}{change.Kind}", change.Item ?? "", change.After ?? ""];

    public string? Field(ChangeRecord change) => change.Field is { } field ? ofModel[$"Field{field}"].Value : null;

    public string? Field(StepRecord step) => step.Field is { } field ? texts[$"Of{field}"].Value : null;

    public string? Value(ChangeRecord change, string? value) => (change.Field, value) switch
    {
        (_, null or "") => null,
        (ModelField.DecidedOn or ModelField.ValidFrom or ModelField.ValidTo, _) => ItemDraft.DayIn(value) is { } day ? RecordWords.Day(day) : value,
        (ModelField.Colour, _) => ofModel[$"Colour{value}"],
        (ModelField.Icon, _) => ofModel[$"Icon{value}"],
        _ => value.Replace("\n", ", ", StringComparison.Ordinal),
    };

    public string? By(StepRecord step) => step.By == InitiativeEvent.SomebodyWhoLeft ? texts["FormerColleague"].Value : step.By;

    public string? Value(StepRecord step, string? value) =>
        step.Field == InitiativeField.Contact && value == InitiativeEvent.SomebodyWhoLeft ? texts["FormerColleague"].Value
        : (step.Field == InitiativeField.State || step.Kind == InitiativeEventKind.StateChanged) && Enum.TryParse<InitiativeState>(value, out var state) ? State(state) : value;
}
