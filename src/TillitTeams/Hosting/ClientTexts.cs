using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace TillitTeams.Hosting;

/// <summary>What the tab's script has to say by itself, in the language of the page that carries it.</summary>
internal static class ClientTexts
{
    private static readonly string[] Problems = ["NotInTeams", "SignIn", "Forbidden", "NotFound", "TooMany", "Away", "Server", "Slow", "Network"];

    /// <summary>JSON for an element of the page: its default encoder leaves no character that HTML could read as markup.</summary>
    public static MarkupString Of(IStringLocalizer<HostingTexts> texts)
    {
        return new MarkupString(JsonSerializer.Serialize(
            new
            {
                HostingWiring.Languages,
                AppName = Text("AppName"),
                Retry = Text("Retry"),
                ToOverview = Text("ToOverview"),
                Reference = Text("Reference"),
                Loading = Text("Loading"),
                MoreFailed = Text("MoreFailed"),
                NotSaved = Text("NotSaved"),
                NotDownloaded = Text("NotDownloaded"),
                NoPreview = Text("NoPreview"),
                Updated = Text("Updated"),
                LinkCopied = Text("LinkCopied"),
                LinkNotCopied = Text("LinkNotCopied"),
                TextCopied = Text("TextCopied"),
                TextNotCopied = Text("TextNotCopied"),
                Problems = Problems.ToDictionary(
                    JsonNamingPolicy.CamelCase.ConvertName,
                    problem => new { Title = Text($"{problem}Title"), Text = Text(problem) },
                    StringComparer.Ordinal),
            },
            JsonSerializerOptions.Web));

        string Text(string name) => texts[name].Value;
    }
}
