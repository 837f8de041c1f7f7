using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Sandbox.Graph;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

/// <summary>SharePoint and OneDrive, asked by the tests themselves.</summary>
public sealed class DocumentTenant : GraphTenant
{
    public const string Read = "Files.Read.All";

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public static Guid Amina { get; } = SeedIds.Person("amina");

    protected override SandboxSettings Settings => new() { GraphLimits = GraphLimits.None, Clock = Clock };

    /// <summary>As itself, with a permission that opens only sites that were granted.</summary>
    public GraphClient App => AsApp("Sites.Selected");

    public string AppId => Host.App.ClientId.ToString();

    public static string Item(string site, string path, string library = "Dokument") =>
        $"/drives/{SeedIds.Drive(site, library)}/items/{SeedIds.DriveItem(site, path, library)}";

    public static string Share(string url) => $"/shares/u!{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(url))}/driveItem";

    public Document Document(string site, string path, string library = "Dokument") =>
        Tenant.Read(content => content.FindDocument(SeedIds.Drive(site, library), SeedIds.DriveItem(site, path, library)))!;

    public Site Site(string key) => Tenant.Read(content => content.Sites.Single(site => site.Key == key));

    /// <summary>A file that no other test knows, in the channel Läslust.</summary>
    public DriveItem NewFile(string? name = null) =>
        Tenant.UploadFile(SeedIds.Drive("skola"), SeedIds.DriveItem("skola", "Läslust"), name ?? $"{Guid.NewGuid():N}.docx", Amina);

    public static string PathOf(DriveItem item) => $"/drives/{SeedIds.Drive("skola")}/items/{item.Id}";

    public static async Task<(HttpStatusCode Status, string Code)> Refused(Task<(HttpStatusCode Status, string Code, string Message)> refusal)
    {
        var (status, code, _) = await refusal;
        return (status, code);
    }

    public static async Task<(HttpStatusCode Status, string? Code)> Refused(Task<(HttpStatusCode Status, JsonObject Body)> answer)
    {
        var (status, body) = await answer;
        return (status, (string?)body["error"]?["code"]);
    }
}
