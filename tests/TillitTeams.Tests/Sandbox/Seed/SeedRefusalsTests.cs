using TillitTeams.Sandbox.Seed;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Seed;

public sealed class SeedRefusalsTests
{
    private const string Valid = """{ "from": "karin", "at": "3 08:00", "text": "Hej" }""";

    [Theory]
    [InlineData("\"karin\", \"at\"", "\"nobody\", \"at\"", "chat/karin-lena, nobody at '3 08:00': nobody is not a member.")]
    [InlineData("\"karin\", \"at\"", "\"sara\", \"at\"", "sara is not a member.")]
    [InlineData("3 08:00", "0 08:00", "'0 08:00' is not working days before the start")]
    [InlineData("3 08:00", "3 25:00", "'3 25:00' is not working days before the start")]
    [InlineData("3 08:00", "igår", "'igår' is not working days before the start")]
    [InlineData("\"Hej\"", "\"\"", "A message has no text.")]
    [InlineData("\"Hej\"", "[]", "A message has no text.")]
    [InlineData("\"Hej\"", "\"Hej <b>du\"", "the HTML is broken")]
    [InlineData("\"Hej\"", "\"<script>alert(1)</script>\"", "<script> is not written in messages.")]
    [InlineData("\"Hej\"", "\"Hej @{sara}\"", "sara is mentioned but not a member.")]
    [InlineData("\"Hej\"", "\"Hej\", \"reactions\": { \"👍\": 2 }", "more reactions than others who can read it.")]
    [InlineData("\"Hej\"", "\"Hej\", \"subject\": \"Ämne\"", "a chat has neither subjects nor threads.")]
    [InlineData("\"Hej\"", "\"Hej\", \"sent\": true", "The JSON property 'sent' could not be mapped")]
    [InlineData("\"at\": \"3 08:00\", ", "", "missing required properties including: 'at'")]
    [InlineData("}", """}, { "from": "lena", "at": "4 08:00", "text": "Hallå" }""", "lena at '4 08:00': it stands after what was written later.")]
    public void A_message_that_could_not_have_been_written_is_refused(string part, string becomes, string reason) =>
        Assert.Contains(reason, Refusal("chats.json", Chats(Valid.Replace(part, becomes, StringComparison.Ordinal))), StringComparison.Ordinal);

    [Fact]
    public void A_message_as_it_should_be_is_taken() => Assert.Single(Assert.Single(Read("chats.json", Chats(Valid)).Chats).Messages);

    [Theory]
    [InlineData("chat/karin-lena", "chat/lena-amina")]
    [InlineData("\"oneOnOne\"", "\"group\"")]
    [InlineData("\"oneOnOne\"", "\"secret\"")]
    public void A_chat_whose_key_gives_another_kind_of_id_is_refused(string part, string becomes) =>
        Assert.Contains("the key does not suit", Refusal("chats.json", Chats(Valid).Replace(part, becomes, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Theory]
    [InlineData("omsorg.json", "\"hassan\"", "\"hasan\"", "omsorg: there is no 'hasan' to be a member.")]
    [InlineData("omsorg.json", "\"key\": \"hemtjansten\"", "\"key\": \"anhoriga\"", "channels: 'omsorg/anhoriga' stands there twice.")]
    [InlineData("omsorg.json", "\"owners\": [\"lena\"]", "\"owners\": []", "omsorg: a team has an owner.")]
    [InlineData("skola.json", "\"membership\": \"private\"", "\"membership\": \"hidden\"", "skola/elevhalsa: no membership is 'hidden'.")]
    [InlineData("skola.json", "\"birgitta\", \"jonas\", \"petra\"]", "\"birgitta\", \"jonas\", \"johan\"]", "skola/elevhalsa: there is no 'johan' to be a member.")]
    [InlineData("gata.json", "\"membership\": \"shared\",", "", "gata/skolvagar: members stand on a private or shared channel, and only there.")]
    [InlineData("people.json", "\"key\": \"marit\"", "\"key\": \"simon\"", "people.json: 'simon' stands there twice.")]
    public void A_file_that_contradicts_itself_is_refused(string file, string part, string becomes, string reason)
    {
        var text = TenantSeed.Embedded(file);
        Assert.Contains(part, text, StringComparison.Ordinal);

        Assert.Contains(reason, Refusal(file, text.Replace(part, becomes, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static string Chats(string messages) =>
        $$"""{ "chats": [ { "key": "chat/karin-lena", "type": "oneOnOne", "members": ["karin", "lena"], "appInstalled": false, "messages": [ {{messages}} ] } ] }""";

    private static string Refusal(string file, string text) => Assert.Throws<InvalidDataException>(() => Read(file, text)).Message;

    private static TillitTeams.Sandbox.Tenant.TenantContent Read(string file, string text) => TenantSeed.Read(
        // Documents lie in messages that a changed file may no longer have.
        name => name == file ? text : name == "documents.json" ? """{ "sites": [] }""" : TenantSeed.Embedded(name), new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
}
