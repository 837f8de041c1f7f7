namespace TillitTeams.Model;

/// <summary>A stored row that belongs to one Entra tenant and is invisible to every other.</summary>
public interface ITenantRow
{
    Guid TenantId { get; }
}
