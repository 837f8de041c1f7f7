using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;

namespace TillitTeams.Teams;

/// <summary>The bot's 1:1 chats (<i>Send proactive messages</i>, Create the conversation).</summary>
public sealed class PersonalChats(Connector connector, IOptionsMonitor<MicrosoftIdentityOptions> identity)
{
    /// <param name="serviceUrl">The one of a conversation that both the person and the bot are in.</param>
    /// <returns>The chat's id. Teams gives the same one each time, so asking again does no harm.</returns>
    public Task<ConnectorAnswer<string>> OpenAsync(string serviceUrl, Guid tenantId, Guid personId, CancellationToken cancellationToken) =>
        connector.OpenChatAsync(
            serviceUrl,
            new NewConversation(
                new MemberId($"28:{identity.Get(JwtBearerDefaults.AuthenticationScheme).ClientId}"),
                [new MemberId(personId.ToString())],
                IsGroup: false,
                tenantId.ToString(),
                new ChannelData(new ChannelDataTenant(tenantId.ToString()), null, null, null)),
            cancellationToken);
}
