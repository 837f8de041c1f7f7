using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Tagging;

public static class Stored
{
    /// <summary>All that the product stores, as text that two moments can be compared by.</summary>
    public static Task<string> Everything(this LocalTenant vadstena) => vadstena.InDatabase(async db => JsonSerializer.Serialize(new
    {
        Links = await db.Links.Include(link => link.Goals).Include(link => link.Principles).AsNoTracking().OrderBy(link => link.Id).ToListAsync(),
        Goals = await db.Goals.AsNoTracking().OrderBy(goal => goal.Id).ToListAsync(),
        Principles = await db.Principles.AsNoTracking().OrderBy(principle => principle.Id).ToListAsync(),
        Initiatives = await db.Initiatives.AsNoTracking().OrderBy(initiative => initiative.Id).ToListAsync(),
        Installations = await db.ChannelInstallations.AsNoTracking().OrderBy(installation => installation.Id).ToListAsync(),
    }));
}
