using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using TillitTeams.Deployment.Package;
using Xunit;

namespace TillitTeams.Tests.Deployment.Package;

/// <summary>Each fault that the files of <c>manifest/</c> could come to have is found, by its place and with what mends it.</summary>
public sealed class PackageFaultsTests
{
    private static readonly PackageFiles Filled = PackageApp.Fill(PackageSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AzureAd:ClientId"] = "6f1d9c52-0b8e-4f0e-9b1a-3c5e7a2d4f10",
        ["Teams:AppId"] = "c2a7b9de-4c1f-4f57-8a36-0d9be1f6a7c4",
        ["Teams:SharePointHost"] = "vadstena.sharepoint.com",
        ["Tab:PublicUrl"] = "https://tillit.vadstena.se",
    }).Build()).Settings);

    [Fact]
    public async Task As_it_is_Microsoft_would_refuse_nothing() => Assert.Empty(await FaultsInAsync(Filled));

    public static TheoryData<string, Action<JsonObject>> OfTheManifest => new()
    {
        { "manifest.json has ${{TAB_HOST}}, for which no setting has a value: remove it, or write it as it stands elsewhere.", m => m["developer"]!["websiteUrl"] = "https://${{TAB_HOST}}" },
        { "manifest.json, manifestVersion: write one of 1.30 (Microsoft's schema).", m => m["manifestVersion"] = "1.16" },
        { "manifest.json, name.short: it may have 30 characters, so shorten it (Microsoft's schema).", m => m["name"]!["short"] = new string('a', 31) },
        { "manifest.json, description.short: it may have 80 characters, so shorten it (Microsoft's schema).", m => m["description"]!["short"] = new string('a', 81) },
        { "manifest.json, developer.name: it may have 32 characters, so shorten it (Microsoft's schema).", m => m["developer"]!["name"] = new string('a', 33) },
        { "manifest.json, developer.privacyUrl: privacyUrl is missing, so add it (Microsoft's schema).", m => m["developer"]!.AsObject().Remove("privacyUrl") },
        { "manifest.json, permission: Teams does not know it, so remove it (Microsoft's schema).", m => m["permission"] = "identity" },
        { "manifest.json, version: 1.0 is not of the form 1.2.3, so write three numbers with dots between them.", m => m["version"] = "1.0" },
        { "manifest.json, version: 1.0.0-beta is not of the form 1.2.3, so write three numbers with dots between them.", m => m["version"] = "1.0.0-beta" },
        { "manifest.json, name: the short and the full one are the same, so tell more in the full one, or leave it out.", m => m["name"]!["full"] = "TillitTeams" },
        { "manifest.json, description: the full one repeats the short one, so say it in other words.", m => m["description"]!["full"] = $"Ja. {m["description"]!["short"]}" },
        { "manifest.json, id: it is all zeros, so write the id that the app has.", m => m["id"] = Guid.Empty.ToString() },
        { "manifest.json: the bot, the message extension and webApplicationInfo have different ids, so write the app registration's in each.", m => m["bots"]![0]!["botId"] = "c2a7b9de-4c1f-4f57-8a36-0d9be1f6a7c4" },
        { "manifest.json, staticTabs: goals is there twice, so give one of them another entityId.", m => m["staticTabs"]![1]!["entityId"] = "goals" },
        { "manifest.json, composeExtensions[0].commands: findGoal is there twice, so give one of them another id.", m => m["composeExtensions"]![0]!["commands"]![1]!["id"] = "findGoal" },
        { "manifest.json, composeExtensions[0].commands[1].parameters: words is there twice, so give one of them another name.", m => m["composeExtensions"]![0]!["commands"]![1]!["parameters"]!.AsArray().Add(m["composeExtensions"]![0]!["commands"]![1]!["parameters"]![0]!.DeepClone()) },
        { "manifest.json, activities.activityTypes: initiativeNews is there twice, so give one of them another type.", m => m["activities"]!["activityTypes"]!.AsArray().Add(m["activities"]!["activityTypes"]![0]!.DeepClone()) },
        { "manifest.json, authorization.permissions.resourceSpecific: ChatMember.Read.Chat is there twice, so give one of them another name.", m => m["authorization"]!["permissions"]!["resourceSpecific"]!.AsArray().Add(new JsonObject { ["name"] = "ChatMember.Read.Chat", ["type"] = "Delegated" }) },
        { "manifest.json, validDomains: *.vadstena.se is not the name of one host, so write it without https://, port, path and star.", m => m["validDomains"]!.AsArray().Add("*.vadstena.se") },
        { "manifest.json, validDomains: https://vadstena.se is not the name of one host, so write it without https://, port, path and star.", m => m["validDomains"]!.AsArray().Add("https://vadstena.se") },
        { "manifest.json, messageHandlers: *.sharepoint.com is not the name of one host, so write it without https://, port, path and star.", m => m["composeExtensions"]![0]!["messageHandlers"]![0]!["value"]!["domains"]!.AsArray().Add("*.sharepoint.com") },
        { "manifest.json, developer.termsOfUseUrl: http://tillit.vadstena.se/terms does not begin with https://, and Teams opens nothing else.", m => m["developer"]!["termsOfUseUrl"] = "http://tillit.vadstena.se/terms" },
        { "manifest.json, staticTabs[0].websiteUrl: other.vadstena.se is not among the validDomains, so add it there or write another address.", m => m["staticTabs"]![0]!["websiteUrl"] = "https://other.vadstena.se/tab" },
        { "manifest.json, webApplicationInfo.resource: api://tillit.vadstena.se is not api://, one of the validDomains and the app's id, so nobody could sign in: write it so.", m => m["webApplicationInfo"]!["resource"] = "api://tillit.vadstena.se" },
        { "manifest.json, icons.color: there is no icon.png in the package, so add it.", m => m["icons"]!["color"] = "icon.png" },
        { "manifest.json, localizationInfo: there is no strings/fi.json in the package, so add it.", m => m["localizationInfo"]!["additionalLanguages"]!.AsArray().Add(new JsonObject { ["languageTag"] = "fi", ["file"] = "strings/fi.json" }) },
        { "strings/en.json is in no language that manifest.json names: name it in localizationInfo, or remove it.", m => m["localizationInfo"]!.AsObject().Remove("additionalLanguages") },
        { "strings/en.json has no text for staticTabs[1].name: add it.", m => m["staticTabs"]![1]!["name"] = "Om" },
        { "strings/en.json has a text for staticTabs[0].name, which manifest.json does not have: remove it.", m => m["staticTabs"]!.AsArray().RemoveAt(0) },
        { "strings/en.json, activities.activityTypes[0].templateText: it is filled with other words than in manifest.json, so write the same in braces.", m => m["activities"]!["activityTypes"]![0]!["templateText"] = "Nytt i {initiativ}" },
    };

    [Theory]
    [MemberData(nameof(OfTheManifest), DisableDiscoveryEnumeration = true)]
    public async Task Of_the_manifest(string told, Action<JsonObject> plant) => Assert.Equal(told, (await FaultsInAsync(Change(PackageFiles.Manifest, plant)))[0]);

    public static TheoryData<string, Action<JsonObject>> OfTheTexts => new()
    {
        { "strings/en.json has ${{NAME}}, for which no setting has a value: remove it, or write it as it stands elsewhere.", texts => texts["name.short"] = "${{NAME}}" },
        { "strings/en.json, name.full: it may have 100 characters, so shorten it (Microsoft's schema).", texts => texts["name.full"] = new string('a', 101) },
        { "strings/en.json has no text for name.full: add it.", texts => texts.Remove("name.full") },
        { "strings/en.json has an empty text for staticTabs[0].name: write it.", texts => texts["staticTabs[0].name"] = " " },
        { "strings/en.json has a text for bots[0].commandLists[0].commands[1].title, which manifest.json does not have: remove it.", texts => texts["bots[0].commandLists[0].commands[1].title"] = "help" },
    };

    [Theory]
    [MemberData(nameof(OfTheTexts), DisableDiscoveryEnumeration = true)]
    public async Task Of_the_texts(string told, Action<JsonObject> plant) => Assert.Equal([told], await FaultsInAsync(Change("strings/en.json", plant)));

    [Theory]
    [InlineData("{", "manifest.json is no JSON object: it cannot be read at line 1.")]
    [InlineData("[]", "manifest.json is no JSON object: it has to begin with a brace.")]
    public async Task Of_what_is_no_JSON(string text, string told) => Assert.Equal([told], await FaultsInAsync(Filled.With(PackageFiles.Manifest, text)));

    [Theory]
    [InlineData("color.png", 192, 255, 0, 0, 255, null)]
    [InlineData("color.png", 191, 255, 0, 0, 255, "color.png has 191 × 191 pixels: draw it with 192 × 192.")]
    [InlineData("color.png", 192, 255, 0, 0, 128, "color.png has no even ground at its edge: let one colour, or nothing, reach all four sides, without round corners.")]
    [InlineData("outline.png", 32, 255, 255, 255, 255, "outline.png has a ground: draw it on nothing, with alpha 0 around it.")]
    [InlineData("outline.png", 32, 255, 255, 255, 0, "outline.png shows nothing that is quite white: draw it with alpha 255.")]
    [InlineData("outline.png", 48, 255, 255, 255, 0, "outline.png has 48 × 48 pixels: draw it with 32 × 32.")]
    public async Task Of_the_icons(string file, int size, int red, int green, int blue, int alpha, string? told) =>
        Assert.Equal(told is null ? [] : [told], await FaultsInAsync(Filled.With(file, DrawPng.Of(size, (_, _) => (red, green, blue, alpha)))));

    [Fact]
    public async Task Of_icons_that_are_nearly_right()
    {
        var rounded = Filled.With("color.png", DrawPng.Of(192, (x, y) => x == 0 && y == 0 ? (0, 0, 0, 0) : (27, 94, 90, 255)));
        var grey = Filled.With("outline.png", DrawPng.Of(32, (x, _) => x == 0 ? (0, 0, 0, 0) : x == 1 ? (250, 250, 250, 90) : (255, 255, 255, 255)));

        Assert.Equal(["color.png has no even ground at its edge: let one colour, or nothing, reach all four sides, without round corners."], await FaultsInAsync(rounded));
        Assert.Equal(["outline.png has another colour than white: draw it in white alone, 255, 255, 255."], await FaultsInAsync(grey));
        var small = Change(PackageFiles.Manifest, m => m["icons"]!["color32x32"] = "small.png").With("small.png", DrawPng.Of(32, (_, _) => (27, 94, 90, 255)));
        Assert.Equal(["small.png has no even ground at its edge: let nothing reach all four sides, without round corners."], await FaultsInAsync(small));
        Assert.Equal(["color.png is no PNG of eight bits a colour, not interlaced: export it as one."], await FaultsInAsync(Filled.With("color.png", "<svg/>")));
    }

    private static PackageFiles Change(string name, Action<JsonObject> plant)
    {
        var json = JsonNode.Parse(Filled.Text(name))!.AsObject();
        plant(json);
        return Filled.With(name, json.ToJsonString());
    }

    private static Task<IReadOnlyList<string>> FaultsInAsync(PackageFiles files) => CheckPackage.FaultsInAsync(files, TestContext.Current.CancellationToken);
}
