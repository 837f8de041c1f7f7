namespace TillitTeams.Model;

/// <summary>
/// Who is asking, once an edge has validated their token. One per request scope; until an edge has
/// called <see cref="Identify"/> it belongs to no tenant and therefore sees no rows.
/// </summary>
public sealed class Caller
{
    public Guid TenantId { get; private set; }

    /// <summary>The Entra object id of the person; empty when the tenant itself is the caller.</summary>
    public Guid UserId { get; private set; }

    public void Identify(Guid tenantId, Guid userId)
    {
        if (TenantId != Guid.Empty && TenantId != tenantId)
        {
            throw new InvalidOperationException("A request scope cannot change tenant.");
        }

        TenantId = tenantId;
        UserId = userId;
    }
}
