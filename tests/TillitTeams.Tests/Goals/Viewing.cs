using System.Net;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>What a person reads in the tab, page after page.</summary>
public static partial class Viewing
{
    /// <summary>The view as it is sent, every <i>Visa fler</i> followed to its end.</summary>
    public static async Task<string> ReadToTheEndAsync(this HttpClient viewer, string view)
    {
        var text = "";
        for (string? address = $"views/{view}"; address is not null;)
        {
            var part = await viewer.ReadAsync(address);
            text += part;
            address = More().Match(part) is { Success: true } more ? WebUtility.HtmlDecode(more.Groups["address"].Value) : null;
        }

        return text;
    }

    public static async Task<string> ReadAsync(this HttpClient viewer, string address)
    {
        using var answer = await viewer.GetAsync(address, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {text}");
        return WebUtility.HtmlDecode(text);
    }

    /// <summary>The secrets of <see cref="EverythingLinked"/> that stand in a text.</summary>
    public static IReadOnlySet<string> SecretsIn(string text) =>
        Secret().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Ids of links and messages, wherever they stand: in addresses and attributes too.</summary>
    public static bool Mentions(this string text, Message message) => text.Contains(message.Id, StringComparison.Ordinal);

    [GeneratedRegex("data-more=\"/(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex More();

    [GeneratedRegex("hemlig[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Secret();
}
