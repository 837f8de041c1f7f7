using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Client;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Initiatives;

/// <summary><i>Hitta initiativ</i> and <i>Hitta mål</i> at the compose box find what the person can open, while they type.</summary>
public sealed class InitiativeSearchTests(InitiativeSearchTests.Initiatives vadstena) : IClassFixture<InitiativeSearchTests.Initiatives>, IDisposable
{
    public void Dispose() => vadstena.Host.Faults.Clear();

    [Theory]
    [InlineData("karin", "läxh", "Läxhjälp på kvällen")]
    [InlineData("karin", "LÄXHJÄLP kväll", "Läxhjälp på kvällen")]
    [InlineData("karin", "växande", "Läxhjälp på kvällen")]
    [InlineData("karin", "tillit hjäl", "Läxhjälp på kvällen")]
    [InlineData("karin", "sustain", "Lugn på rasten")]
    [InlineData("karin", "rasten", "Lugn på rasten")]
    [InlineData("amina", "enrum", "Samtal i enrum")]
    [InlineData("karin", "enrum", "")]
    [InlineData("johan", "rasten", "")]
    [InlineData("karin", "läxhjälp rasten", "")]
    [InlineData("karin", "NOT OR \"", "")]
    [InlineData("karin", "hemtjänst", "Samma ansikte hemma")]
    public async Task Words_goals_and_principles_find_what_the_person_can_open(string person, string words, string titles)
    {
        var reply = await SearchAsync(person, words);

        if (titles.Length == 0)
        {
            Assert.Equal("Inga initiativ hittades. Pröva andra ord.", (string?)reply["text"]);
        }
        else
        {
            Assert.Equal(titles.Split('|'), TitlesIn(reply));
        }
    }

    [Fact]
    public async Task Before_anything_is_typed_the_latest_come_first()
    {
        var titles = TitlesIn(await SearchAsync("amina", null));

        Assert.Equal("Samtal i enrum", titles[0]);
        Assert.Contains("Lugn på rasten", titles);
    }

    [Fact]
    public async Task A_chosen_one_is_put_in_the_message_as_its_card()
    {
        var reply = await SearchAsync("karin", "läxhjälp");

        var card = new Dialog("", reply["attachments"]![0]!["content"]!.AsObject());
        Assert.Contains("Läxhjälp på kvällen", card.Text, StringComparison.Ordinal);
        Assert.Equal(["Följ", "Koppla till mitt arbete", "Öppna", "Uppdatera"], card.Buttons);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_told_nothing_but_where_to_sign_in()
    {
        var reply = await AskAsync("karin", Request("findInitiative", "läxhjälp") with { Token = null });

        Assert.Equal("silentAuth", (string?)reply["type"]);
        Assert.DoesNotContain("Läxhjälp", reply.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_Teams_is_silent_the_search_says_so_and_shows_nothing_that_is_not_certain()
    {
        vadstena.Host.Faults.Unavailable(CloudService.Graph, 100);

        var reply = await SearchAsync("peter", "läxhjälp");

        Assert.Equal("Teams svarade inte i tid. Försök igen.", (string?)reply["text"]);
    }

    [Theory]
    [InlineData("vä", "Växande")]
    [InlineData("trust", "Tillit")]
    [InlineData("finnsinte", "")]
    public async Task Goals_and_principles_are_found_by_name_in_either_language(string words, string title)
    {
        var reply = await AskAsync("sara", Request("findGoal", words) with { Token = null });

        if (title.Length == 0)
        {
            Assert.Equal("Inga mål eller principer hittades. Pröva andra ord.", (string?)reply["text"]);
        }
        else
        {
            Assert.Equal(title, TitlesIn(reply)[0]);
        }
    }

    private Task<JsonNode> SearchAsync(string person, string? words) =>
        AskAsync(person, Request("findInitiative", words) with { Token = vadstena.Host.Tokens.MintTabToken(vadstena.Person(person)) });

    private InvokeRequest Request(string command, string? words) =>
        new("query", "sv-SE", "default", vadstena.Conversation("kansli/allmant").Id, null, command, null, null, null)
        {
            Parameters = words is null ? [] : new() { ["words"] = words },
        };

    private async Task<JsonNode> AskAsync(string person, InvokeRequest request)
    {
        var reply = await new Tagger(vadstena, person).SendAsync(request);
        Assert.Equal(200, (int?)reply["status"]);
        return reply["body"]!["composeExtension"]!;
    }

    private static List<string> TitlesIn(JsonNode reply) =>
        [.. (reply["attachments"]?.AsArray() ?? []).Select(found => (string)found!["preview"]!["content"]!["title"]!)];

    public sealed class Initiatives : PatientTenant
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await this.TellAsync("Lugn på rasten", ["skola/klosterangen"], goals: ["hallbar"]);
            await this.TellAsync("Läxhjälp på kvällen", ["bibliotek/program", "kansli/allmant"], goals: ["vaxande"], principles: ["tillit"]);
            await this.TellAsync("Samtal i enrum", ["skola/elevhalsa"]);
        }
    }
}
