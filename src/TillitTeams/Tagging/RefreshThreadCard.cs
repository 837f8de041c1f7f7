using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>A card in a thread is shown again: it tells what the link says now, in the reader's language.</summary>
internal sealed class RefreshThreadCard(TillitDb db, MunicipalityDates dates, TagAnswers answers)
{
    public async Task<InvokeAnswer> RefreshAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var id = Guid.TryParse(invoke.Text("link"), out var parsed) ? parsed : Guid.Empty;
        // The conversation is Teams' signed word: a card's data cannot be used to read another conversation's link.
        var conversation = invoke.Activity.ConversationId;
        var link = await db.Links.AsNoTracking()
            .Include(stored => stored.Goals)
            .Include(stored => stored.Principles)
            .AsSplitQuery()
            .FirstOrDefaultAsync(
                stored => stored.Id == id
                    && (stored.Message!.ChannelId == conversation || stored.Message.ChatId == conversation),
                cancellationToken);
        return new CardAnswer(link is null || conversation is null
            ? answers.ThreadRemoved()
            : answers.Thread(link, invoke.Text("by") ?? "", await TagChoices.ReadAsync(db, dates, cancellationToken)));
    }
}
