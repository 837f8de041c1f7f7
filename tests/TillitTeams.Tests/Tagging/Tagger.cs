using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Client;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>
/// Somebody at the Teams client: opens a message's menu, fills in the dialog and presses its buttons. The
/// client signs and sends what Teams would, and the product answers over HTTP.
/// </summary>
public sealed class Tagger(LocalTenant vadstena, string person, string language = "sv")
{
    public const string Command = "linkToGoal";

    /// <summary><i>Koppla till mål</i> in the message's menu.</summary>
    public Task<Dialog> OpenAsync(Spot spot) => DialogAsync(Request("fetchTask", spot));

    public Task<Dialog> PressAsync(Spot spot, Dialog dialog, string button, params (string Input, string Value)[] filledIn) =>
        SubmitAsync(spot, dialog.Press(button, filledIn.ToDictionary(input => input.Input, input => input.Value, StringComparer.Ordinal)));

    public Task<Dialog> SubmitAsync(Spot spot, JsonObject data) => DialogAsync(Request("submitAction", spot) with { Data = data });

    /// <summary>The whole way: opened, filled in, saved.</summary>
    public async Task<Dialog> TagAsync(Spot spot, params (string Input, string Value)[] filledIn)
    {
        var dialog = await OpenAsync(spot);
        return await PressAsync(spot, dialog, dialog.Buttons[0], filledIn);
    }

    /// <summary>What Teams asks when a posted card is shown again.</summary>
    public async Task<JsonNode> RefreshAsync(Spot card, JsonObject action) =>
        (await SendAsync(Request("cardAction", card) with { Action = (JsonObject)action.DeepClone(), Trigger = "automatic" }))["body"]!;

    /// <summary>What the client answers, the product's status and body in it.</summary>
    public async Task<JsonNode> SendAsync(InvokeRequest request)
    {
        using var client = new HttpClient { BaseAddress = vadstena.Host.ClientUrl };
        client.DefaultRequestHeaders.Add(Viewer.Header, person);
        using var response = await client.PostAsJsonAsync("client/invoke", request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }

    public static Dialog DialogIn(JsonNode? body)
    {
        var task = body?["task"];
        Assert.Equal("continue", (string?)task?["type"]);
        var card = task!["value"]!["card"]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)card["contentType"]);
        return new Dialog((string)task["value"]!["title"]!, card["content"]!.AsObject());
    }

    private InvokeRequest Request(string kind, Spot spot) =>
        new(kind, language == "en" ? "en-GB" : "sv-SE", "default", spot.Conversation.Id, spot.Message.Id, Command, null, null, null);

    private async Task<Dialog> DialogAsync(InvokeRequest request)
    {
        var reply = await SendAsync(request);
        Assert.Equal(200, (int?)reply["status"]);
        return DialogIn(reply["body"]);
    }
}

/// <summary>A message and where it stands.</summary>
public sealed record Spot(Conversation Conversation, Message Message);

public static class Spots
{
    /// <param name="at">Counted from the newest, so that tests in one class can each have their own.</param>
    public static Spot Root(this LocalTenant vadstena, string conversation, int at = 0) =>
        vadstena.Spot(conversation, message => message.ReplyToId is null, at);

    public static Spot Reply(this LocalTenant vadstena, string channel, int at = 0) =>
        vadstena.Spot(channel, message => message.ReplyToId is not null, at);

    /// <summary>Somebody has just written it.</summary>
    public static Spot Write(this LocalTenant vadstena, string conversation, string person, string html, string? subject = null)
    {
        var place = vadstena.Conversation(conversation);
        return new Spot(place, vadstena.Tenant.Post(place.Id, null, vadstena.Person(person).Id, html, subject));
    }

    private static Spot Spot(this LocalTenant vadstena, string conversation, Func<Message, bool> which, int at)
    {
        var place = vadstena.Conversation(conversation);
        return new Spot(place, vadstena.Tenant.Read(_ => place.Messages
            .Where(message => message.FromPerson is not null && message.DeletedAt is null)
            .Where(which)
            .Reverse()
            .ElementAt(at)));
    }
}
