using Microsoft.EntityFrameworkCore;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Storage;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>Ids that mean something: of people, teams, conversations, messages and rows, ours, the neighbour's and gone ones.</summary>
internal sealed class Places
{
    private IReadOnlyList<string> known = [], ours = [];

    public static async Task<Places> ReadAsync(LocalTenant vadstena)
    {
        var conversations = vadstena.Tenant.Read(content => content.Teams.SelectMany(team => team.Channels).Select(channel => (channel.Id, Message: channel.Messages.FirstOrDefault()?.Id))
            .Concat(content.Chats.Select(chat => (chat.Id, Message: chat.Messages.FirstOrDefault()?.Id))).ToList());
        var rows = await vadstena.InDatabase(async db => (string[])
        [
            .. await db.Links.IgnoreQueryFilters().Select(row => row.Id.ToString()).ToListAsync(), .. await db.Initiatives.IgnoreQueryFilters().Select(row => row.Id.ToString()).ToListAsync(),
            .. await db.Deliveries.IgnoreQueryFilters().Select(row => row.Id.ToString()).ToListAsync(), .. await db.Goals.IgnoreQueryFilters().Select(row => row.Id.ToString()).ToListAsync(),
            .. await db.Goals.Select(row => row.Code).ToListAsync(), .. await db.Principles.Select(row => row.Code).ToListAsync(),
        ]);
        string[] known =
        [
            .. vadstena.Tenant.Read(content => content.People.Take(6).Select(person => person.Id.ToString()).Concat(content.Teams.Select(team => team.Id.ToString())).ToList()),
            .. conversations.Select(one => one.Id), .. conversations.Select(one => one.Message).OfType<string>().Take(8), .. conversations.Take(4).Select(one => $"{one.Id};messageid={one.Message}"),
            .. rows, vadstena.Tenant.Id.ToString(), TwoTenants.Neighbour.ToString(), NeighbourRows.Record.ToString(), NeighbourRows.Secret, SeedIds.Channel("skola/borta"), Guid.Empty.ToString(), vadstena.Host.App.BotId.ToString(),
        ];
        return new Places { known = known, ours = [.. known.Except([TwoTenants.Neighbour.ToString()])] };
    }

    /// <summary>
    /// What Teams signs in the neighbour's name is the neighbour's own doing, and would rightly change what is theirs; and by their
    /// tenant's id their rows are known, so nobody here fills it into a form.
    /// </summary>
    public string AnyFor(Draft draft, Random random) => Odd.Pick(random, draft.Path == "/api/messages" || draft.Form is not null ? ours : known);
}
