using System.Net;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

/// <summary>As <em>List messages in a chat</em> says of <c>$orderby</c> and <c>$filter</c>.</summary>
public sealed class ChatMessageRangeTests(GraphTenant tenant) : IClassFixture<GraphTenant>
{
    private readonly Conversation chat = tenant.Conversation("chat/sommarpraktik");

    [Fact]
    public async Task A_chat_is_read_backwards_from_a_time()
    {
        var times = chat.Messages.Select(message => message.CreatedAt).Order().ToList();

        var listed = await ListAsync($"$orderby=createdDateTime desc&$filter=createdDateTime lt {times[3]:yyyy-MM-ddTHH:mm:ss.fffZ}");

        Assert.Equal(Ids(message => message.CreatedAt < times[3]), listed);
    }

    [Fact]
    public async Task A_filter_that_does_not_name_what_the_list_is_ordered_by_is_ignored() =>
        Assert.Equal(Ids(_ => true), await ListAsync("$filter=createdDateTime lt 2020-01-01T00:00:00Z"));

    [Theory]
    [InlineData("$orderby=createdDateTime asc")]
    [InlineData("$orderby=from desc")]
    [InlineData("$orderby=createdDateTime desc&$filter=createdDateTime gt 2020-01-01T00:00:00Z")]
    [InlineData("$filter=subject eq 'x'")]
    public async Task Other_orders_and_filters_are_refused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.As("sara", "Chat.Read").RefusalAsync($"/chats/{chat.Id}/messages?{query}")).Status);

    private async Task<IEnumerable<string>> ListAsync(string query) =>
        (await tenant.As("sara", "Chat.Read").ListAsync($"/chats/{chat.Id}/messages?$top=50&{query}")).Select(message => message["id"]!.GetValue<string>());

    private IEnumerable<string> Ids(Predicate<Message> which) =>
        chat.Messages.FindAll(which).OrderByDescending(message => message.CreatedAt).Select(message => message.Id);
}
