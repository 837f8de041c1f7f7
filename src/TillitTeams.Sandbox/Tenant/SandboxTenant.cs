using System.Globalization;

namespace TillitTeams.Sandbox.Tenant;

/// <summary>
/// The local Microsoft 365 tenant: people, teams, channels, chats and messages. Every read and change
/// goes through <see cref="Read{T}"/> or <see cref="Change"/>, under one lock.
/// </summary>
public sealed class SandboxTenant(TenantContent content, TimeProvider clock)
{
    private readonly Lock gate = new();

    public Guid Id => content.Id;

    public string DisplayName => content.DisplayName;

    public TimeProvider Clock => clock;

    /// <summary>Raised after a change, outside the lock, on the thread that made it.</summary>
    public event Action<TenantChange>? Changed;

    public T Read<T>(Func<TenantContent, T> read)
    {
        lock (gate)
        {
            return read(content);
        }
    }

    /// <summary>Makes one change and tells those who listen; null when nothing came of it.</summary>
    public void Change(Func<TenantContent, TenantChange?> change)
    {
        TenantChange? made;
        lock (gate)
        {
            made = change(content);
        }

        if (made is not null)
        {
            Changed?.Invoke(made);
        }
    }

    /// <summary>Adds a message with an id that is new in its conversation.</summary>
    public Message Post(string conversationId, string? replyToId, Guid? fromPerson, string html, string? subject = null, string? cardJson = null, params IEnumerable<FileAttachment> files)
    {
        Message? posted = null;
        Change(tenant =>
        {
            var conversation = tenant.FindConversation(conversationId)
                ?? throw new KeyNotFoundException($"No conversation {conversationId}.");
            var now = clock.GetUtcNow();
            var milliseconds = now.ToUnixTimeMilliseconds();
            while (conversation.Messages.Exists(message => message.Id == milliseconds.ToString(CultureInfo.InvariantCulture)))
            {
                milliseconds++;
            }

            posted = new Message
            {
                Id = milliseconds.ToString(CultureInfo.InvariantCulture),
                ReplyToId = replyToId,
                FromPerson = fromPerson,
                CreatedAt = now,
                Subject = subject,
                Html = html,
                CardJson = cardJson,
                Files = [.. files],
            };
            conversation.Messages.Add(posted);
            return new MessageChanged(conversationId, posted.Id, ChangeKind.Created);
        });
        return posted!;
    }
}

public enum ChangeKind
{
    Created,
    Updated,
    Deleted,
}

public abstract record TenantChange;

public sealed record MessageChanged(string ConversationId, string MessageId, ChangeKind Kind) : TenantChange;

public sealed record ChatOpened(string ChatId) : TenantChange;

public sealed record MembershipChanged(string ConversationOrTeamId, Guid PersonId, ChangeKind Kind) : TenantChange;

/// <param name="Team">The team; one that was deleted is found here only.</param>
/// <param name="Restored">Whether an update brought the team back from its archive.</param>
public sealed record TeamChanged(Team Team, ChangeKind Kind, bool Restored = false) : TenantChange;

public sealed record ChannelChanged(Guid TeamId, string ChannelId, ChangeKind Kind) : TenantChange;

/// <param name="ChannelId">Null for the intranet's page.</param>
public sealed record TabsChanged(string? ChannelId) : TenantChange;

public sealed record AppInstallationChanged(string ConversationOrTeamId, ChangeKind Kind) : TenantChange;

public sealed record FeedChanged(Guid PersonId) : TenantChange;

public sealed record SubscriptionChanged(Guid SubscriptionId, ChangeKind Kind) : TenantChange;
