using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

internal static class DirectoryAnswers
{
    public static GraphAnswer Me(GraphRequest request) => GraphAnswer.Ok(Json(request.Tenant.FindPerson(request.Caller.UserId!.Value)!));

    public static GraphAnswer User(GraphRequest request) =>
        request.Tenant.People.Find(person => person.Id.ToString() == request.Ids[0] || person.UserPrincipalName == request.Ids[0]) is { } found
            ? GraphAnswer.Ok(Json(found))
            : new GraphAnswer(StatusCodes.Status404NotFound, GraphError.Body("Request_ResourceNotFound", $"Resource '{request.Ids[0]}' does not exist."));

    private static JsonObject Json(Person person) => new()
    {
        ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
        ["id"] = person.Id.ToString(),
        ["displayName"] = person.DisplayName,
        ["givenName"] = person.GivenName,
        ["surname"] = person.Surname,
        ["jobTitle"] = person.JobTitle,
        ["mail"] = person.UserPrincipalName,
        ["userPrincipalName"] = person.UserPrincipalName,
        ["preferredLanguage"] = "sv-SE",
    };
}
