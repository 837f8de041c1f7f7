using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging.InTab;

namespace TillitTeams.Tests.Initiatives;

/// <summary>Initiatives as people start and change them in the tab, and as they are stored.</summary>
public static class Stories
{
    /// <summary>The form for a new one.</summary>
    public static Task<TabForm> StartFormAsync(this LocalTenant vadstena, string person, string query = "", string language = "sv") =>
        TabForm.OpenViewAsync(vadstena, person, $"initiative-form{query}", language);

    public static Task<TabForm> EditFormAsync(this LocalTenant vadstena, string person, Guid id, string language = "sv") =>
        vadstena.StartFormAsync(person, $"?id={id}", language);

    /// <param name="channel">Key of the home channel.</param>
    /// <param name="fields">What is filled in besides the title.</param>
    public static async Task<Initiative> StartAsync(
        this LocalTenant vadstena, string person, string channel, string title, params (string Name, string[] Values)[] fields)
    {
        var form = await vadstena.StartFormAsync(person);
        await form.PressAsync("Starta initiativet", [("title", [title]), ("home", [SeedIds.Channel(channel)]), .. fields]);
        return (await vadstena.Initiatives()).Single(initiative => initiative.Title == title);
    }

    public static Task<List<Initiative>> Initiatives(this LocalTenant vadstena) => vadstena.InDatabase(db => db.Initiatives.AsNoTracking()
        .Include(initiative => initiative.Channels)
        .Include(initiative => initiative.Goals)
        .Include(initiative => initiative.Principles)
        .AsSplitQuery()
        .OrderBy(initiative => initiative.StartedAt)
        .ToListAsync());

    public static async Task<Initiative> Initiative(this LocalTenant vadstena, Guid id) => (await vadstena.Initiatives()).Single(initiative => initiative.Id == id);

    public static Task<List<InitiativeEvent>> Steps(this LocalTenant vadstena, Guid id) => vadstena.InDatabase(db => db.InitiativeEvents.AsNoTracking()
        .Where(step => step.InitiativeId == id)
        .OrderBy(step => step.At)
        .ToListAsync());
}
