using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives.Form;

/// <param name="Message">Null when there is none that the person can read.</param>
/// <param name="Problem">Key of what is to be said about it.</param>
internal sealed record Beginning(FirstMessage? Message, InitiativeDraft Draft, string? Problem)
{
    public static Beginning Bare { get; } = new(null, InitiativeDraft.Empty, null);
}

/// <summary>
/// The message that somebody starts an initiative from, as they can read it themselves: how it begins is
/// the title, its channel the home channel, and what it is linked to already is what the initiative is about.
/// </summary>
internal sealed class ReadFirstMessage(GraphAsViewer graph, TillitDb db)
{
    public async Task<Beginning> ReadAsync(string? url, InitiativeChoices choices, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            return Beginning.Bare;
        }

        if (MessageLink.Read(url) is not { } link || await SourceAsync(link, cancellationToken) is not { } source)
        {
            return Beginning.Bare with { Problem = "FromNoMessage" };
        }

        var read = await graph.ReadAsync(source, cancellationToken);
        return read.Access switch
        {
            // It can still become the first link when Teams answers again.
            Access.Unknown => Beginning.Bare with { Message = new FirstMessage(url, null), Problem = "FromSilent" },
            Access.Closed => Beginning.Bare with { Problem = "FromNoMessage" },
            _ => await FillAsync(url, source, Excerpt.Of(read.Subject, read.Body, read.IsHtml), choices, cancellationToken),
        };
    }

    private async Task<Beginning> FillAsync(string url, MessageSource source, string? title, InitiativeChoices choices, CancellationToken cancellationToken)
    {
        var link = await db.Links.AsNoTracking()
            .Include(known => known.Goals)
            .Include(known => known.Principles)
            .AsSplitQuery()
            .FirstOrDefaultAsync(known => known.SourceKey == source.Key, cancellationToken);
        var home = choices.Channels.Find(source.ChannelId)?.ChannelId;
        return new Beginning(
            new FirstMessage(url, title),
            InitiativeDraft.Empty with
            {
                Title = title,
                Goals = choices.Goals
                    .Where(goal => link?.Goals.Exists(tag => tag.GoalId == goal.Id) == true)
                    .Select(goal => goal.Code)
                    .ToHashSet(StringComparer.Ordinal),
                Principles = choices.Principles
                    .Where(principle => link?.Principles.Exists(tag => tag.PrincipleId == principle.Id) == true)
                    .ToDictionary(principle => principle.Code, _ => (string?)null, StringComparer.Ordinal),
                Home = home,
                Channels = home is null ? InitiativeDraft.Empty.Channels : new HashSet<string>([home], StringComparer.Ordinal),
            },
            null);
    }

    /// <summary>Some links to a message in a channel leave the channel's team out.</summary>
    private async Task<MessageSource?> SourceAsync(MessageLink link, CancellationToken cancellationToken) =>
        link.Source ?? (link with
        {
            GroupId = await db.ChannelInstallations.AsNoTracking()
                .Where(row => row.ConversationId == link.ConversationId)
                .Select(row => row.TeamId)
                .FirstOrDefaultAsync(cancellationToken),
        }).Source;
}
