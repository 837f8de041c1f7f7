using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Authentication;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Seed;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

/// <summary>Microsoft's own client reads the local Graph as it reads theirs.</summary>
public sealed class GraphSdkTests(GraphTenant tenant) : IClassFixture<GraphTenant>
{
    private static readonly string Skola = SeedIds.Team("skola").ToString();

    private static readonly string Lasning = SeedIds.Channel("skola/lasning");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reads_a_person_with_selected_properties()
    {
        var me = await As("amina").Me.GetAsync(request => request.QueryParameters.Select = ["id", "displayName", "department"], Cancel);

        Assert.Equal(SeedIds.Person("amina").ToString(), me!.Id);
        Assert.Equal(tenant.Person("amina").Department, me.Department);
    }

    [Fact]
    public async Task It_pages_through_all_messages()
    {
        var graph = As("sara");
        var first = await graph.Teams[Skola].Channels[Lasning].Messages.GetAsync(request => request.QueryParameters.Top = 2, Cancel);
        var read = new List<ChatMessage>();

        await PageIterator<ChatMessage, ChatMessageCollectionResponse>.CreatePageIterator(graph, first!, message =>
        {
            read.Add(message);
            return true;
        }).IterateAsync(Cancel);

        Assert.Equal(
            tenant.Conversation("skola/lasning").Messages.Where(message => message.ReplyToId is null).Select(message => message.Id).Reverse(),
            read.Select(message => message.Id));
        Assert.All(read, message => Assert.Equal(BodyType.Html, message.Body!.ContentType));
        Assert.All(read, message => Assert.Equal(ChatMessageType.Message, message.MessageType));
    }

    [Fact]
    public async Task It_reads_members_as_people()
    {
        var page = await As("amina").Teams[Skola].Channels[Lasning].Members.GetAsync(
            request => request.QueryParameters.Filter = $"(microsoft.graph.aadUserConversationMember/userId eq '{SeedIds.Person("sara")}')", Cancel);

        var member = Assert.IsType<AadUserConversationMember>(Assert.Single(page!.Value!));
        Assert.Equal(SeedIds.Person("sara").ToString(), member.UserId);
    }

    [Fact]
    public async Task It_reads_chats_with_their_members()
    {
        var page = await As("peter").Me.Chats.GetAsync(request => request.QueryParameters.Expand = ["members"], Cancel);

        var chat = page!.Value!.Single(chat => chat.Topic == "Sommarpraktik 2027");
        Assert.Equal(ChatType.Group, chat.ChatType);
        Assert.Equal(3, chat.Members!.Count);
    }

    [Fact]
    public async Task It_understands_a_refusal()
    {
        var refusal = await Assert.ThrowsAsync<ODataError>(() =>
            As("sara").Teams[Skola].Channels[SeedIds.Channel("skola/elevhalsa")].Messages.GetAsync(cancellationToken: Cancel));

        Assert.Equal(403, refusal.ResponseStatusCode);
        Assert.Equal("Forbidden", refusal.Error!.Code);
        Assert.NotNull(refusal.Error.InnerError!.RequestId);
    }

    [Fact]
    public async Task It_waits_as_long_as_it_is_told()
    {
        tenant.Host.Faults.Throttle(CloudService.Graph, 1, TimeSpan.FromSeconds(1));

        Assert.NotNull(await As("amina").Me.GetAsync(cancellationToken: Cancel));
    }

    [Fact]
    public async Task It_splits_a_large_batch_and_reads_each_answer()
    {
        var graph = As("sara");
        var batch = new BatchRequestContentCollection(graph);
        var open = new List<string>();
        foreach (var message in tenant.Conversation("skola/lasning").Messages.Where(message => message.ReplyToId is null))
        {
            open.Add(await batch.AddBatchRequestStepAsync(graph.Teams[Skola].Channels[Lasning].Messages[message.Id].ToGetRequestInformation()));
        }

        while (batch.BatchRequestSteps.Count < 24)
        {
            await batch.AddBatchRequestStepAsync(graph.Teams[Skola].ToGetRequestInformation());
        }

        var closed = await batch.AddBatchRequestStepAsync(
            graph.Teams[Skola].Channels[SeedIds.Channel("skola/elevhalsa")].Messages["1"].ToGetRequestInformation());

        var answers = await graph.Batch.PostAsync(batch, Cancel);

        foreach (var id in open)
        {
            Assert.Equal(Lasning, (await answers.GetResponseByIdAsync<ChatMessage>(id)).ChannelIdentity!.ChannelId);
        }

        Assert.Equal(403, (int)(await answers.GetResponseByIdAsync(closed)).StatusCode);
    }

    private GraphServiceClient As(string person)
    {
        var token = tenant.Host.Tokens.MintForUser(
            EntraTokens.GraphAudience,
            SeedIds.Person(person),
            ["User.Read", "Team.ReadBasic.All", "ChannelMessage.Read.All", "ChannelMember.Read.All", "Chat.Read"]);
        return new GraphServiceClient(
            GraphClientFactory.Create(finalHandler: LocalCertificate.CreateTrustingHandler()),
            new ApiKeyAuthenticationProvider($"Bearer {token}", "Authorization", ApiKeyAuthenticationProvider.KeyLocation.Header),
            tenant.Host.Addresses.GraphUrl.ToString());
    }
}
