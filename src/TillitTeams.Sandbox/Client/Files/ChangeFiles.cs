using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Client.Files;

/// <param name="Name">A new name.</param>
/// <param name="FolderId">Another folder of the library; <c>root</c> is its own.</param>
/// <param name="Column">A column whose <paramref name="Values"/> are set.</param>
public sealed record FileChange(string? Name, string? FolderId, string? Column, IReadOnlyList<string>? Values);

/// <param name="People">Those who are named; nobody, for a link to everybody.</param>
public sealed record SharingOrder(IReadOnlyList<Guid> People, bool CanEdit);

public sealed record NewFile(string FolderId, string Name);

/// <summary>What the person does to files.</summary>
internal static class ChangeFiles
{
    public static Results<NoContent, NotFound, StatusCodeHttpResult, Conflict> Change(string driveId, string itemId, FileChange change, Viewer viewer, SandboxTenant tenant)
    {
        if (Refuse(driveId, itemId, viewer, tenant, out var document) is { } refusal)
        {
            return refusal;
        }

        try
        {
            if (change.Name is { } name)
            {
                tenant.RenameItem(driveId, itemId, name, viewer.Id);
            }
            else if (change.FolderId is { } folder)
            {
                tenant.MoveItem(driveId, itemId, folder, viewer.Id);
            }
            else if (change.Column is { } columnName && document!.Drive.Columns.Find(column => column.Name == columnName) is { IsReadOnly: false } column)
            {
                var values = change.Values ?? [];
                JsonNode? value = column.TakesSeveral ? new JsonArray([.. values.Select(one => (JsonNode)one)]) : values is [var single, ..] && single.Length > 0 ? single : null;
                tenant.SetColumn(driveId, itemId, columnName, value, viewer.Id);
            }
            else
            {
                return TypedResults.NotFound();
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException)
        {
            // The name is taken or not allowed, or the folder is gone.
            return TypedResults.Conflict();
        }

        return TypedResults.NoContent();
    }

    public static Results<Ok<string>, NotFound, StatusCodeHttpResult, Conflict> Add(string driveId, NewFile file, Viewer viewer, SandboxTenant tenant)
    {
        if (Refuse(driveId, file.FolderId, viewer, tenant, out _) is { } refusal)
        {
            return refusal.Result switch
            {
                NotFound missing => missing,
                StatusCodeHttpResult forbidden => forbidden,
                _ => TypedResults.Conflict(),
            };
        }

        try
        {
            return TypedResults.Ok(tenant.UploadFile(driveId, file.FolderId, file.Name, viewer.Id).Id);
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException)
        {
            return TypedResults.Conflict();
        }
    }

    public static Results<NoContent, NotFound, StatusCodeHttpResult, Conflict> Delete(string driveId, string itemId, Viewer viewer, SandboxTenant tenant)
    {
        if (Refuse(driveId, itemId, viewer, tenant, out _) is { } refusal)
        {
            return refusal;
        }

        tenant.DeleteItem(driveId, itemId, viewer.Id);
        return TypedResults.NoContent();
    }

    /// <summary>The link's address.</summary>
    public static Results<Ok<string>, NotFound> Share(string driveId, string itemId, SharingOrder order, Viewer viewer, SandboxTenant tenant)
    {
        if (tenant.Read(content => content.FindDocument(driveId, itemId)) is not { } document || !tenant.Read(_ => document.MayWrite(viewer.Id)))
        {
            return TypedResults.NotFound();
        }

        var link = order.People.Count > 0
            ? tenant.ShareWith(driveId, itemId, order.People, order.CanEdit)
            : tenant.ShareWithEverybody(driveId, itemId, order.CanEdit);
        return TypedResults.Ok(document.SharingUrl(link));
    }

    private static Results<NoContent, NotFound, StatusCodeHttpResult, Conflict>? Refuse(string driveId, string itemId, Viewer viewer, SandboxTenant tenant, out Document? document)
    {
        var found = tenant.Read(content => content.FindDocument(driveId, itemId));
        document = found;
        if (found is null || !tenant.Read(_ => found.MayRead(viewer.Id)))
        {
            return TypedResults.NotFound();
        }

        if (!tenant.Read(_ => found.MayWrite(viewer.Id)))
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        return found.HeldBecause(viewer.Id) is null ? null : (Results<NoContent, NotFound, StatusCodeHttpResult, Conflict>)TypedResults.Conflict();
    }
}
