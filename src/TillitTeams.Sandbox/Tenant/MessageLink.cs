namespace TillitTeams.Sandbox.Tenant;

/// <summary>The link that "Copy link" gives, and Graph's <c>webUrl</c> (<em>Deep link to a message</em>).</summary>
public static class MessageLink
{
    public static string To(TenantContent content, Conversation conversation, Message message)
    {
        var start = $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(conversation.Id)}/{message.Id}";
        return content.FindChannel(conversation.Id) is var (team, _)
            ? $"{start}?groupId={team.Id}&tenantId={content.Id}&createdTime={message.Id}&parentMessageId={message.ReplyToId ?? message.Id}"
            : $"{start}?context={Uri.EscapeDataString("{\"contextType\":\"chat\"}")}";
    }
}
