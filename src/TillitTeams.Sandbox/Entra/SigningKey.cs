using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace TillitTeams.Sandbox.Entra;

/// <summary>A key pair made at start, and its public half as a JSON Web Key Set.</summary>
public sealed class SigningKey
{
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    public SigningCredentials Credentials => new(key, SecurityAlgorithms.RsaSha256);

    public SecurityKey Public => key;

    public JsonObject ToKeySet() => new() { ["keys"] = new JsonArray(ToJsonWebKey()) };

    /// <param name="endorsements">Channels that the key may speak for, as in the Bot Framework's keys; none for Entra's.</param>
    public JsonObject ToJsonWebKey(params string[] endorsements)
    {
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(key);
        var entry = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.KeyId,
            ["alg"] = "RS256",
            ["n"] = jwk.N,
            ["e"] = jwk.E,
        };
        if (endorsements.Length > 0)
        {
            entry["endorsements"] = new JsonArray([.. endorsements.Select(endorsement => JsonValue.Create(endorsement))]);
        }

        return entry;
    }
}
