using TillitTeams.Digest;
using TillitTeams.Initiatives;
using TillitTeams.Installations;
using TillitTeams.Tagging;
using TillitTeams.Teams;

namespace TillitTeams;

/// <summary>Every command id, card verb and bot event, and the one method that answers it.</summary>
public static class TeamsRoutes
{
    public static TeamsRouteTable Table => new TeamsRouteTable()
        .OnEveryActivity<RememberServiceUrl>(act => act.RememberAsync)

        .FetchDialog<OpenTagDialog>("linkToGoal", act => act.OpenAsync)
        .SubmitDialog<TagMessage>("linkToGoal", act => act.TagAsync)
        .SubmitDialog<RemoveTag>("linkToGoal.remove", act => act.RemoveAsync)
        .SubmitDialog<OpenTagDialog>("linkToGoal.open", act => act.OpenAsync)
        .SubmitDialog<OpenDocumentDialog>("linkToGoal.document", act => act.OpenAsync)
        .SubmitDialog<OpenDocumentDialog>("linkToGoal.documentDone", act => act.EndOnMessageAsync)
        .FetchTask<OpenDocumentDialog>("linkToGoal.document", act => act.OpenAsync)
        .SubmitTask<OpenDocumentDialog>("linkToGoal.documentDone", act => act.EndAsync)
        .Search<SearchDocuments>("findDocument", act => act.SearchAsync)
        .Search<FindGoals>("findGoal", act => act.SearchAsync)
        .Unfurl<UnfurlLink>(act => act.UnfurlAsync)
        .ExecuteOnCard<RefreshThreadCard>("linkToGoal.refresh", act => act.RefreshAsync)

        .FetchDialog<StartFromTeams>("startInitiative", act => act.OpenAsync)
        .SubmitDialog<StartFromTeams>("startInitiative", act => act.EndAsync)
        .Search<FindInitiatives>("findInitiative", act => act.SearchAsync)
        .ExecuteOnCard<RefreshCard>("initiative.refresh", act => act.RefreshAsync)
        .ExecuteOnCard<FollowInitiative>("initiative.follow", act => act.FollowAsync)
        .ExecuteOnCard<OfferSupport>("initiative.help", act => act.OfferAsync)
        .FetchTask<OpenLinkDialog>("initiative.link", act => act.OpenAsync)

        .ExecuteOnCard<SwitchDigest>("digest.start", act => act.StartAsync)
        .ExecuteOnCard<SwitchDigest>("digest.stop", act => act.StopAsync)
        .ExecuteOnCard<AnswerDigest>("digest.answer", act => act.AnswerAsync)
        .On<SwitchDigest>(EventNames.Words("veckobrev"), act => act.AskAsync)
        .On<SwitchDigest>(EventNames.Words("digest"), act => act.AskAsync)

        .On<AnswerGreeting>(EventNames.Message, act => act.AnswerAsync)
        .On<GreetTeam>(EventNames.Installed, act => act.GreetAsync)
        .On<OpenConversation>(EventNames.Upgraded, act => act.OpenAsync)
        .On<OpenConversation>(EventNames.BotAdded, act => act.OpenAsync)
        .On<OpenConversation>(EventNames.ChannelCreated, act => act.OpenAsync)
        .On<OpenConversation>(EventNames.ChannelRenamed, act => act.RenameAsync)
        .On<OpenConversation>(EventNames.ChannelRestored, act => act.OpenAsync)
        .On<OpenConversation>(EventNames.TeamRenamed, act => act.RenameAsync)
        .On<OpenConversation>(EventNames.TeamUnarchived, act => act.OpenAsync)
        .On<OpenConversation>(EventNames.TeamRestored, act => act.OpenAsync)
        .On<CloseConversation>(EventNames.Uninstalled, act => act.CloseAsync)
        .On<CloseConversation>(EventNames.BotRemoved, act => act.CloseAsync)
        .On<CloseConversation>(EventNames.ChannelDeleted, act => act.CloseChannelAsync)
        .On<CloseConversation>(EventNames.TeamArchived, act => act.CloseAsync)
        .On<CloseConversation>(EventNames.TeamDeleted, act => act.CloseAsync)
        .On<CloseConversation>(EventNames.TeamHardDeleted, act => act.CloseAsync);
}
