using System.Net;
using TillitTeams.Sandbox.Seed;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

public sealed class GraphAccessTests(GraphTenant tenant) : IClassFixture<GraphTenant>
{
    private const string ReadMessages = "ChannelMessage.Read.All";

    [Theory]
    [InlineData(null, "Access token is empty.")]
    [InlineData("not-a-token", "Access token validation failure.")]
    public async Task Nobody_reads_without_a_token(string? token, string message)
    {
        var (response, body) = await tenant.With(token).GetAsync("/me");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("InvalidAuthenticationToken", (string)body["error"]!["code"]!);
        Assert.Equal(message, (string)body["error"]!["message"]!);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_token_for_the_tab_does_not_open_Graph() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await tenant.With(tenant.Host.Tokens.MintTabToken(tenant.Person("amina"))).RefusalAsync("/me")).Status);

    [Fact]
    public async Task Graph_may_be_named_by_its_application_id()
    {
        var token = tenant.Host.Tokens.MintForUser("00000003-0000-0000-c000-000000000000", SeedIds.Person("amina"), ["User.Read"]);

        Assert.Equal("Amina Warsame", (string)(await tenant.With(token).ReadAsync("/me"))["displayName"]!);
    }

    [Fact]
    public async Task Every_error_carries_the_ids_that_stand_in_the_headers()
    {
        var (response, body) = await tenant.As("amina", ReadMessages).GetAsync("/me/joinedTeams");

        var inner = body["error"]!["innerError"]!;
        Assert.Equal(response.Headers.GetValues("request-id").Single(), (string)inner["request-id"]!);
        Assert.Equal(response.Headers.GetValues("client-request-id").Single(), (string)inner["client-request-id"]!);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$", (string)inner["date"]!);
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        var (status, code, message) = await tenant.As("amina", "User.Read").RefusalAsync($"{GraphTenant.Lasning}/messages");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("Forbidden", code);
        Assert.StartsWith("Missing scope permissions on the request. API requires one of 'ChannelMessage.Read.All, Group.Read.All", message, StringComparison.Ordinal);
        Assert.EndsWith("Scopes on the request 'User.Read'", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_reads_the_channels_he_or_she_is_in_and_no_other()
    {
        Assert.NotEmpty(await tenant.As("amina", ReadMessages).ListAsync($"{GraphTenant.Elevhalsa}/messages"));
        Assert.NotEmpty(await tenant.As("amina", ReadMessages).ListAsync($"{GraphTenant.Skolvagar}/messages"));
        Assert.NotEmpty(await tenant.As("sara", ReadMessages).ListAsync($"{GraphTenant.Lasning}/messages"));

        foreach (var (person, channel) in new[] { ("sara", GraphTenant.Elevhalsa), ("karin", GraphTenant.Skolvagar), ("lena", GraphTenant.Lasning) })
        {
            var (status, code, message) = await tenant.As(person, ReadMessages).RefusalAsync($"{channel}/messages");

            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Equal(("Forbidden", "InsufficientPrivileges"), (code, message));
        }
    }

    [Fact]
    public async Task A_shared_channel_does_not_open_the_team_that_hosts_it()
    {
        var amina = tenant.As("amina", "Team.ReadBasic.All", "Channel.ReadBasic.All");

        Assert.Equal(HttpStatusCode.Forbidden, (await amina.RefusalAsync(GraphTenant.Gata)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await amina.RefusalAsync($"{GraphTenant.Gata}/channels")).Status);
        Assert.Equal("shared", (string)(await amina.ReadAsync(GraphTenant.Skolvagar))["membershipType"]!);
    }

    [Fact]
    public async Task The_app_reads_where_it_is_installed_what_was_consented_to_there()
    {
        Assert.NotEmpty(await tenant.AsApp().ListAsync($"{GraphTenant.Elevhalsa}/messages"));
        Assert.NotEmpty(await tenant.AsApp().ListAsync($"{GraphTenant.Elevhalsa}/members"));

        var bygg = $"/teams/{SeedIds.Team("bygg")}/channels/{SeedIds.Channel("bygg/bygglov")}/messages";
        var (status, _, message) = await tenant.AsApp().RefusalAsync(bygg);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.EndsWith("Roles on the request 'Sites.Selected'. Resource specific consent grants on the request ''.", message, StringComparison.Ordinal);

        var (teamStatus, _, teamMessage) = await tenant.AsApp().RefusalAsync(GraphTenant.Skola);
        Assert.Equal(HttpStatusCode.Forbidden, teamStatus);
        Assert.Contains("ChannelMessage.Read.Group", teamMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_reads_only_the_chats_where_it_is_installed()
    {
        var installed = tenant.Conversation("chat/sommarpraktik").Id;
        var elsewhere = tenant.Conversation("chat/karin-lena").Id;

        Assert.NotEmpty(await tenant.AsApp().ListAsync($"/chats/{installed}/messages"));
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.AsApp().RefusalAsync($"/chats/{elsewhere}/messages")).Status);
    }

    [Fact]
    public async Task A_chat_opens_to_those_in_it()
    {
        var chat = $"/chats/{tenant.Conversation("chat/sommarpraktik").Id}";

        Assert.NotEmpty(await tenant.As("peter", "Chat.Read").ListAsync($"{chat}/messages"));
        foreach (var path in new[] { chat, $"{chat}/members", $"{chat}/messages", $"{chat}/messages/1" })
        {
            Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), await Short(tenant.As("lena", "Chat.Read").RefusalAsync(path)));
        }
    }

    [Fact]
    public async Task The_app_is_nobody_to_be_asked_about_itself()
    {
        var (status, code, message) = await tenant.AsApp().RefusalAsync("/me/chats");

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (status, code));
        Assert.Equal("/me request is only valid with delegated authentication flow.", message);
    }

    [Fact]
    public async Task Permission_for_oneself_does_not_open_a_colleague()
    {
        var amina = tenant.As("amina", "User.Read");

        Assert.Equal("Amina Warsame", (string)(await amina.ReadAsync($"/users/{SeedIds.Person("amina")}"))["displayName"]!);
        Assert.Equal(
            (HttpStatusCode.Forbidden, "Authorization_RequestDenied"),
            await Short(amina.RefusalAsync($"/users/{SeedIds.Person("karin")}")));
        Assert.Equal(
            "Karin Lindqvist",
            (string)(await tenant.As("amina", "User.ReadBasic.All").ReadAsync($"/users/{tenant.Person("karin").UserPrincipalName}"))["displayName"]!);
    }

    [Theory]
    [InlineData("/teams/not-a-guid/channels", "teamId needs to be a valid GUID.")]
    [InlineData("/teams/{skola}/channels/general", "Bad Request")]
    [InlineData("/teams/{skola}/channels/{lasning}/messages/abc", "Bad Request")]
    [InlineData("/teams/{skola}/channels/{lasning}/messages/1/replies/abc", "Bad Request")]
    [InlineData("/chats/abc", "Bad Request")]
    public async Task A_malformed_id_is_a_bad_request(string path, string message) =>
        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest", message), await Everything().RefusalAsync(Fill(path)));

    [Theory]
    [InlineData("/teams/0fffa1de-4b6c-4be1-8b8a-8a5a5a1f1d4a/channels")]
    [InlineData("/teams/{skola}/channels/19:0123456789abcdef0123456789abcdef@thread.tacv2")]
    [InlineData("/teams/{gata}/channels/{lasning}")]
    [InlineData("/teams/{skola}/channels/{lasning}/messages/1")]
    [InlineData("/teams/{skola}/channels/{lasning}/messages/1/replies")]
    [InlineData("/teams/{skola}/channels/{lasning}/messages/1/replies/2")]
    [InlineData("/chats/19:0123456789abcdef0123456789abcdef@thread.v2")]
    public async Task What_does_not_exist_is_not_found(string path) =>
        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), await Short(Everything().RefusalAsync(Fill(path))));

    [Fact]
    public async Task A_method_that_a_path_has_not_is_refused()
    {
        var (response, body) = await Everything().PostAsync($"{GraphTenant.Lasning}/messages", "{}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("Specified HTTP method is not allowed for the request target.", (string)body["error"]!["message"]!);
    }

    [Fact]
    public async Task What_the_local_tenant_has_not_it_says() =>
        Assert.Equal((HttpStatusCode.NotImplemented, "NotImplemented"), await Short(Everything().RefusalAsync("/planner/tasks")));

    private GraphClient Everything() => tenant.As(
        "amina", "Team.ReadBasic.All", "Channel.ReadBasic.All", ReadMessages, "Chat.Read");

    private static string Fill(string path) => path
        .Replace("{skola}", SeedIds.Team("skola").ToString(), StringComparison.Ordinal)
        .Replace("{gata}", SeedIds.Team("gata").ToString(), StringComparison.Ordinal)
        .Replace("{lasning}", SeedIds.Channel("skola/lasning"), StringComparison.Ordinal);

    private static async Task<(HttpStatusCode Status, string Code)> Short(Task<(HttpStatusCode Status, string Code, string Message)> refusal)
    {
        var (status, code, _) = await refusal;
        return (status, code);
    }
}
