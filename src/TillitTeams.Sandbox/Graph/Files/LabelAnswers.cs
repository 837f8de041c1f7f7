using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>Which sensitivity labels are in a file (<em>driveItem: extractSensitivityLabels</em>).</summary>
internal static class LabelAnswers
{
    /// <summary>"This API is applicable only for supported file extensions": Office's own and PDF.</summary>
    private static readonly HashSet<string> Supported = new(StringComparer.OrdinalIgnoreCase)
    {
        ".docx", ".docm", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".pptm", ".ppsx", ".pdf",
    };

    public static GraphAnswer Extract(GraphCall call)
    {
        if (call.OpenItem(out var document) is { } refusal)
        {
            return refusal;
        }

        if (document.Item.Kind != DriveItemKind.File || !Supported.Contains(Path.GetExtension(document.Item.Name)))
        {
            return GraphAnswer.Refuse(
                StatusCodes.Status415UnsupportedMediaType,
                "notSupported",
                "Sensitivity labels can't be extracted from the given file as the file type is not supported for this operation.");
        }

        var labels = document.Item.Label is { } name
            ? new JsonArray(new JsonObject
            {
                ["sensitivityLabelId"] = SensitivityLabels.Named(name).Id.ToString(),
                ["assignmentMethod"] = "standard",
                ["tenantId"] = call.Tenant.Id.ToString(),
            })
            : [];
        return GraphAnswer.Ok(new JsonObject { ["@odata.context"] = call.Context("microsoft.graph.extractSensitivityLabelsResult"), ["labels"] = labels });
    }
}
