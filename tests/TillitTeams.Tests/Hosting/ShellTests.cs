using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Hosting;

/// <summary>The frame around the tab's views: nobody's data, kept by browsers for as long as it is good, safe in Teams' own frame.</summary>
public sealed partial class ShellTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private static readonly string[] FrameAncestors =
    [
        "https://teams.microsoft.com", "https://*.teams.microsoft.com", "https://teams.cloud.microsoft", "https://*.cloud.microsoft", "https://*.skype.com",
        "https://*.office.com", "https://*.microsoft365.com", "https://outlook.office.com", "https://outlook.office365.com", "https://outlook.live.com", "https://*.sharepoint.com",
    ];

    [Theory]
    [InlineData("tab")]
    [InlineData("tab/goal/hallbar?principle=tillit")]
    [InlineData("tab/mine")]
    public async Task The_shell_opens_to_anybody_and_holds_nobodys_data(string path)
    {
        using var nobody = vadstena.AppClient(null);
        using var answer = await nobody.GetAsync(path, Cancel);
        var page = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("Hållbar", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain(vadstena.Tenant.Id.ToString(), page, StringComparison.Ordinal);
        Assert.All<string>(["onclick=", "<script>", "style=\""], inline => Assert.DoesNotContain(inline, page, StringComparison.OrdinalIgnoreCase));
        Assert.True(answer.Headers.CacheControl!.NoCache);
        Assert.Contains("Accept-Language", answer.Headers.Vary);

        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        using var unchanged = await nobody.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("tab", "sv", "sv", "default")]
    [InlineData("tab", "en-GB,en", "en", "default")]
    [InlineData("tab?locale=en-us&theme=dark", "sv", "en", "dark")]
    [InlineData("tab?locale=sv-se&theme=contrast", "en", "sv", "contrast")]
    [InlineData("tab?locale=fi-fi&theme=%22%3E%3Cscript%3E", "fi", "sv", "default")]
    public async Task The_shell_speaks_the_language_and_wears_the_theme_of_Teams(string path, string accepted, string language, string theme)
    {
        using var nobody = vadstena.AppClient(null);
        nobody.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accepted);

        var page = await nobody.GetStringAsync(path, Cancel);

        Assert.Contains($"<html lang=\"{language}\" data-theme=\"{theme}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_and_styles_carry_their_version_and_are_kept_for_good_and_sent_small()
    {
        using var nobody = vadstena.AppClient(null);
        var urls = Asset().Matches(await nobody.GetStringAsync("tab", Cancel)).Select(match => match.Value).ToList();

        Assert.Equal(2, urls.Count);
        foreach (var url in urls)
        {
            using var plain = await nobody.GetAsync(url, Cancel);
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { AcceptEncoding = { new("gzip"), new("br") } } };
            using var small = await nobody.SendAsync(request, Cancel);
            await using var unpacked = new BrotliStream(await small.Content.ReadAsStreamAsync(Cancel), CompressionMode.Decompress);
            using var copy = new MemoryStream();
            await unpacked.CopyToAsync(copy, Cancel);

            Assert.Equal("public, max-age=31536000, immutable", plain.Headers.GetValues("Cache-Control").Single());
            Assert.Empty(plain.Content.Headers.ContentEncoding);
            Assert.Equal(["br"], small.Content.Headers.ContentEncoding);
            Assert.Contains("Accept-Encoding", small.Headers.Vary);
            Assert.Equal(await plain.Content.ReadAsByteArrayAsync(Cancel), copy.ToArray());
            Assert.Equal(url.EndsWith("css", StringComparison.Ordinal) ? "text/css" : "text/javascript", plain.Content.Headers.ContentType!.MediaType);
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusOf("assets/0123456789ab/tab.js"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(urls[0].Replace("styles.css", "..%2F..%2Fappsettings.json", StringComparison.Ordinal).TrimStart('/')));
    }

    [Theory]
    [InlineData("tab")]
    [InlineData("views/goals")]
    [InlineData("api/messages")]
    [InlineData("no/such/page")]
    [InlineData("privacy")]
    [InlineData("tab/consent")]
    public async Task Every_answer_says_what_a_browser_may_do_with_it_and_sets_no_cookie(string path)
    {
        using var nobody = vadstena.AppClient(null);
        using var answer = await nobody.GetAsync(path, Cancel);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single().Split("; ").Select(rule => rule.Split(' ', 2)).ToDictionary(rule => rule[0], rule => rule[1]);

        Assert.Equal("'none'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["style-src"]);
        Assert.Equal("'self'", policy["connect-src"]);
        Assert.Equal("'none'", policy["base-uri"]);
        Assert.Equal([.. FrameAncestors, vadstena.Host.ClientUrl.GetLeftPart(UriPartial.Authority)], policy["frame-ancestors"].Split(' '));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        // It would override frame-ancestors in old browsers, and names one host at most.
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("tab", HttpStatusCode.OK)]
    [InlineData("privacy", HttpStatusCode.OK)]
    [InlineData("terms", HttpStatusCode.OK)]
    [InlineData("no/such/page", HttpStatusCode.NotFound)]
    public async Task HEAD_is_answered_like_GET_without_the_page(string path, HttpStatusCode status)
    {
        using var nobody = vadstena.AppClient(null);
        using var answer = await nobody.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Cancel);

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("no/such/page", "sv", HttpStatusCode.NotFound, "Sidan finns inte")]
    [InlineData("no/such/page", "en", HttpStatusCode.NotFound, "The page is not there")]
    [InlineData("privacy", "sv", HttpStatusCode.OK, "Så hanterar TillitTeams uppgifter")]
    [InlineData("privacy", "en", HttpStatusCode.OK, "How TillitTeams handles information")]
    [InlineData("terms", "sv", HttpStatusCode.OK, "Villkor för TillitTeams")]
    public async Task Whoever_comes_by_browser_reads_a_page_in_their_language(string path, string language, HttpStatusCode status, string title)
    {
        using var browser = vadstena.AppClient(null);
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var answer = await browser.GetAsync(path, Cancel);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($"<h1>{title}</h1>", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<HttpStatusCode> StatusOf(string path)
    {
        using var nobody = vadstena.AppClient(null);
        using var answer = await nobody.GetAsync(path, Cancel);
        return answer.StatusCode;
    }

    [GeneratedRegex("/assets/[0-9a-f]{12}/[a-z]+\\.(css|js)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
