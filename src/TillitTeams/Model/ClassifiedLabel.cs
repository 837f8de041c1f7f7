namespace TillitTeams.Model;

/// <summary>A sensitivity label, such as <i>Sekretess</i>, whose documents are not to be linked.</summary>
public sealed class ClassifiedLabel : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }

    /// <summary>Microsoft Purview's id of the label, which survives a change of name.</summary>
    public required string LabelId { get; init; }
    public required string Name { get; init; }
}
