using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>The <c>user</c> resource.</summary>
internal static class DirectoryAnswers
{
    private const string Type = "microsoft.graph.user";

    /// <summary>Permissions that speak of the signed-in person alone.</summary>
    private static readonly string[] SelfOnly = ["User.Read", "User.ReadWrite"];

    public static GraphAnswer Me(GraphCall call) => Answer(call, call.Caller.UserId.ToString()!);

    public static GraphAnswer Get(GraphCall call) => Answer(call, call["user"]);

    private static GraphAnswer Answer(GraphCall call, string id)
    {
        var person = call.Tenant.People.Find(person =>
            string.Equals(person.Id.ToString(), id, StringComparison.OrdinalIgnoreCase)
            || string.Equals(person.UserPrincipalName, id, StringComparison.OrdinalIgnoreCase));
        var readsOthers = call.Caller.IsApp || call.Caller.Scopes.Except(SelfOnly, StringComparer.Ordinal).Any(GraphPermissions.Table["/me"].Delegated.Contains);
        if (!readsOthers && person?.Id != call.Caller.UserId)
        {
            return GraphAnswer.RequestDenied();
        }

        return person is null
            ? GraphAnswer.Refuse(
                StatusCodes.Status404NotFound,
                "Request_ResourceNotFound",
                $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.")
            : call.Entity("users", Json(call, person), Type);
    }

    /// <summary>The properties that Graph returns by itself, and a few more to those who select.</summary>
    private static JsonObject Json(GraphCall call, Person person)
    {
        var json = new JsonObject
        {
            ["businessPhones"] = new JsonArray(),
            ["displayName"] = person.DisplayName,
            ["givenName"] = person.GivenName,
            ["jobTitle"] = person.JobTitle,
            ["mail"] = person.UserPrincipalName,
            ["mobilePhone"] = null,
            ["officeLocation"] = null,
            ["preferredLanguage"] = "sv-SE",
            ["surname"] = person.Surname,
            ["userPrincipalName"] = person.UserPrincipalName,
            ["id"] = person.Id.ToString(),
        };
        if (call.Query.Selects)
        {
            json["accountEnabled"] = true;
            json["companyName"] = call.Tenant.DisplayName;
            json["department"] = person.Department;
            json["userType"] = "Member";
        }

        return json;
    }
}
