using System.Collections;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace TillitTeams.Teams;

/// <summary>
/// The Bot Connector's token rules (<i>Bot Connector authentication</i>, "Authenticate requests from the
/// Bot Connector service to your bot"). The service URL is compared in <see cref="MessagesEndpoint"/>,
/// because it stands in the activity.
/// </summary>
internal static class BotAuthentication
{
    public const string Scheme = "BotFramework";
    public const string Policy = "Bot";
    public const string Channel = "msteams";
    public const string ServiceUrlClaim = "serviceurl";
    private const string Issuer = "https://api.botframework.com";

    public static void AddBotAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication().AddJwtBearer(Scheme, _ => { });
        services.AddOptions<JwtBearerOptions>(Scheme)
            .Configure<IOptions<BotOptions>, IOptionsMonitor<MicrosoftIdentityOptions>>((jwt, bot, identity) =>
            {
                jwt.MetadataAddress = bot.Value.MetadataAddress.ToString();
                jwt.MapInboundClaims = false;
                jwt.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidIssuer = Issuer,
                    ValidAudience = identity.Get(JwtBearerDefaults.AuthenticationScheme).ClientId,
                    ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                    ClockSkew = TimeSpan.FromMinutes(5),
                    ValidateIssuerSigningKey = true,
                    IssuerSigningKeyValidatorUsingConfiguration = (key, _, _, configuration) =>
                        configuration is OpenIdConnectConfiguration metadata && IsEndorsed(key, metadata),
                };
            });
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy
            .AddAuthenticationSchemes(Scheme)
            .RequireAuthenticatedUser());
    }

    /// <summary>A key signs only for the channels it is endorsed for.</summary>
    private static bool IsEndorsed(SecurityKey key, OpenIdConnectConfiguration metadata) =>
        metadata.JsonWebKeySet?.Keys.Any(published => published.KeyId == key.KeyId && Endorsements(published).Contains(Channel)) == true;

    private static IEnumerable<string?> Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var endorsements)
            ? endorsements switch
            {
                JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(item => item.ToString()),
                IEnumerable list => list.Cast<object>().Select(item => item.ToString()),
                _ => [],
            }
            : [];
}
