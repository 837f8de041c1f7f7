using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Tagging;

public static class Stored
{
    /// <summary>All that the product stores of what people do, as text that two moments can be compared by.</summary>
    public static Task<string> Everything(this LocalTenant vadstena) => vadstena.InDatabase(async db => JsonSerializer.Serialize(new
    {
        Links = await LinksAsync(db),
        Goals = await db.Goals.AsNoTracking().OrderBy(goal => goal.Id).ToListAsync(),
        Principles = await db.Principles.AsNoTracking().OrderBy(principle => principle.Id).ToListAsync(),
        Initiatives = await db.Initiatives.AsNoTracking().OrderBy(initiative => initiative.Id).ToListAsync(),
        Installations = await db.ChannelInstallations.AsNoTracking().OrderBy(installation => installation.Id).ToListAsync(),
    }));

    /// <summary>When a source is read again is the product's own affair, and happens while nobody does anything.</summary>
    private static async Task<List<Link>> LinksAsync(TillitDb db)
    {
        var links = await db.Links.Include(link => link.Goals).Include(link => link.Principles).AsNoTracking().OrderBy(link => link.Id).ToListAsync();
        links.ForEach(link => link.CheckAt = null);
        return links;
    }
}
