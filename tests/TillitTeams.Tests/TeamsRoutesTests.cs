using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Teams;
using Xunit;

namespace TillitTeams.Tests;

/// <summary>The one table of what Teams may ask and tell.</summary>
public sealed class TeamsRoutesTests
{
    [Fact]
    public void These_routes_there_are_and_no_other() => Assert.Equal(
        [
            "adaptiveCard/action digest.answer",
            "adaptiveCard/action digest.start",
            "adaptiveCard/action digest.stop",
            "adaptiveCard/action initiative.follow",
            "adaptiveCard/action initiative.help",
            "adaptiveCard/action initiative.refresh",
            "adaptiveCard/action linkToGoal.refresh",
            "composeExtension/fetchTask linkToGoal",
            "composeExtension/fetchTask startInitiative",
            "composeExtension/query findDocument",
            "composeExtension/query findGoal",
            "composeExtension/query findInitiative",
            "composeExtension/queryLink",
            "composeExtension/submitAction linkToGoal",
            "composeExtension/submitAction linkToGoal.document",
            "composeExtension/submitAction linkToGoal.documentDone",
            "composeExtension/submitAction linkToGoal.open",
            "composeExtension/submitAction linkToGoal.remove",
            "composeExtension/submitAction startInitiative",
            "conversationUpdate/botAdded",
            "conversationUpdate/botRemoved",
            "conversationUpdate/channelCreated",
            "conversationUpdate/channelDeleted",
            "conversationUpdate/channelRenamed",
            "conversationUpdate/channelRestored",
            "conversationUpdate/teamArchived",
            "conversationUpdate/teamDeleted",
            "conversationUpdate/teamHardDeleted",
            "conversationUpdate/teamRenamed",
            "conversationUpdate/teamRestored",
            "conversationUpdate/teamUnarchived",
            "installationUpdate/add",
            "installationUpdate/add-upgrade",
            "installationUpdate/remove",
            "message",
            "message digest",
            "message veckobrev",
            "task/fetch initiative.link",
            "task/fetch linkToGoal.document",
            "task/submit linkToGoal.documentDone",
        ],
        TeamsRoutes.Table.Names);

    [Fact]
    public void Every_event_that_can_be_routed_is() =>
        Assert.Subset(
            TeamsRoutes.Table.Names.ToHashSet(StringComparer.Ordinal),
            typeof(EventNames).GetFields().Select(field => (string)field.GetValue(null)!).ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Every_action_in_the_manifest_opens_a_dialog_that_can_be_saved()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Repository.File("manifest", "manifest.json")))!;
        var commands = manifest["composeExtensions"]!.AsArray()
            .SelectMany(extension => extension!["commands"]!.AsArray())
            .Where(command => (string?)command!["type"] == "action")
            .Select(command => (string)command!["id"]!)
            .ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, command =>
        {
            Assert.Contains($"composeExtension/fetchTask {command}", TeamsRoutes.Table.Names);
            Assert.Contains($"composeExtension/submitAction {command}", TeamsRoutes.Table.Names);
        });
    }

    public static TheoryData<string, Action<TeamsRouteTable>> Kinds => new()
    {
        { "composeExtension/fetchTask once", table => table.FetchDialog<Act>("once", act => act.Answer) },
        { "composeExtension/submitAction once", table => table.SubmitDialog<Act>("once", act => act.Answer) },
        { "adaptiveCard/action once", table => table.ExecuteOnCard<Act>("once", act => act.Answer) },
        { "task/fetch once", table => table.FetchTask<Act>("once", act => act.Answer) },
        { "composeExtension/query once", table => table.Search<Act>("once", act => act.Answer) },
        { "composeExtension/queryLink", table => table.Unfurl<Act>(act => act.Answer) },
        { "task/submit once", table => table.SubmitTask<Act>("once", act => act.Answer) },
        { EventNames.Installed, table => table.On<Act>(EventNames.Installed, act => act.Handle) },
    };

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public void A_second_route_for_the_same_thing_is_refused_when_the_app_starts(string name, Action<TeamsRouteTable> add)
    {
        var table = new TeamsRouteTable();
        add(table);

        var refusal = Assert.Throws<InvalidOperationException>(() => add(table));

        Assert.Equal($"There are two routes for '{name}'.", refusal.Message);
    }

    [Fact]
    public void A_route_to_an_act_that_the_container_does_not_know_is_refused_when_the_app_starts()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();

        var refusal = Assert.Throws<InvalidOperationException>(() =>
            app.MapTeams(new TeamsRouteTable().FetchDialog<Act>("once", act => act.Answer)));

        Assert.Contains("not registered", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Act
    {
        public Task<InvokeAnswer> Answer(Invoke invoke, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task Handle(Activity activity, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
