using System.Text.Json.Nodes;
using System.Threading.Channels;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.BotConnector;

/// <summary>Tells the app's bot what happens where it is installed, in the order it happened.</summary>
public sealed partial class AppEvents(SandboxTenant tenant, Activities activities, BotChannel bot, ILogger<AppEvents> logger)
{
    private readonly Channel<JsonObject> queue = System.Threading.Channels.Channel.CreateUnbounded<JsonObject>();
    private int underWay;

    /// <summary>Whether everything that has happened has been told.</summary>
    public bool IsIdle => Volatile.Read(ref underWay) == 0;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        tenant.Changed += Enqueue;
        try
        {
            await foreach (var activity in queue.Reader.ReadAllAsync(cancellationToken))
            {
                var reply = await bot.SendAsync(activity, cancellationToken);
                Interlocked.Decrement(ref underWay);
                if (reply.Status >= StatusCodes.Status400BadRequest)
                {
                    Log.NotTaken(logger, (string)activity["type"]!, reply.Status);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The Sandbox is stopping.
        }
        finally
        {
            tenant.Changed -= Enqueue;
        }
    }

    /// <summary>What Teams tells a bot when its app is added: for each place that has it already.</summary>
    public void AnnounceInstallations()
    {
        foreach (var (id, by) in tenant.Read(content => content.Teams
            .Where(team => team.AppInstalled).Select(team => (team.General.Id, By: team.Owners.FirstOrDefault()))
            .Concat(content.Chats.Where(chat => chat.AppInstalled).Select(chat => (chat.Id, By: chat.Members.First())))
            .ToList()))
        {
            Announce(id, by);
        }
    }

    private void Write(JsonObject activity)
    {
        Interlocked.Increment(ref underWay);
        queue.Writer.TryWrite(activity);
    }

    private void Announce(string conversationId, Guid by)
    {
        Write(activities.Installation(conversationId, by, "add"));
        Write(activities.BotAdded(conversationId, by));
    }

    private void Enqueue(TenantChange change)
    {
        switch (change)
        {
            case AppInstallationChanged installed when Installer(installed.ConversationOrTeamId) is var (conversation, by):
                if (installed.Kind == ChangeKind.Deleted)
                {
                    Write(activities.Installation(conversation, by, "remove"));
                    Write(activities.BotRemoved(conversation, by));
                }
                else
                {
                    Announce(conversation, by);
                }

                break;
            case ChannelChanged channel when tenant.Read(content => content.FindTeam(channel.TeamId)) is { AppInstalled: true } host:
                Write(activities.TeamEvent(
                    channel.Kind switch { ChangeKind.Created => "channelCreated", ChangeKind.Deleted => "channelDeleted", _ => "channelRenamed" },
                    host,
                    channel.ChannelId));
                break;
            case TeamChanged { Team.AppInstalled: true } team:
                Write(activities.TeamEvent(EventOf(team), team.Team));
                break;
            case MessageChanged { Kind: ChangeKind.Created } written when SaidToApp(written) is var (message, person):
                Write(activities.Message(person, written.ConversationId, HtmlText.Plain(message.Html)));
                break;
            case MembershipChanged member when member.Kind != ChangeKind.Updated && Installer(member.ConversationOrTeamId) is var (conversation, _) && HasAppIn(conversation):
                Write(activities.MemberChanged(conversation, member.PersonId, member.Kind == ChangeKind.Created));
                break;
        }
    }

    private static string EventOf(TeamChanged change) => change switch
    {
        { Kind: ChangeKind.Deleted } => "teamDeleted",
        { Restored: true } => "teamUnarchived",
        { Team.IsArchived: true } => "teamArchived",
        _ => "teamRenamed",
    };

    /// <summary>Somebody who may have installed the app; a team can be left by its last member.</summary>
    private (string Conversation, Guid By)? Installer(string conversationOrTeam) =>
        tenant.Read<(string, Guid)?>(content =>
            Guid.TryParse(conversationOrTeam, out var id) && content.FindTeam(id) is { } team ? (team.General.Id, team.Owners.FirstOrDefault())
            : content.FindChannel(conversationOrTeam) is var (host, channel) ? (channel.Id, host.Owners.FirstOrDefault())
            : content.Chats.Find(chat => chat.Id == conversationOrTeam) is { } found ? (found.Id, found.Members.FirstOrDefault())
            : null);

    private (Message Message, Person By)? SaidToApp(MessageChanged written) => tenant.Read<(Message, Person)?>(content =>
        content.Chats.Find(chat => chat.IsWithApp && chat.Id == written.ConversationId)?.Messages.Find(message => message.Id == written.MessageId) is { FromPerson: { } by } message
            && content.FindPerson(by) is { } person
            ? (message, person)
            : null);

    private bool HasAppIn(string conversation) => tenant.Read(content =>
        content.FindChannel(conversation) is { Team.AppInstalled: true } || content.Chats.Exists(chat => chat.Id == conversation && chat.AppInstalled));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The app answered {Status} to an activity of type {Type}.")]
        public static partial void NotTaken(ILogger logger, string type, int status);
    }
}
