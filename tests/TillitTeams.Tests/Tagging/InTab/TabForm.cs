using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging.InTab;

/// <summary>A page of the tab with its forms, as the tab's script reads and sends them.</summary>
public sealed class TabForm(HttpClient viewer, IHtmlDocument page)
{
    public string Text => page.Body!.TextContent;

    public string? Problem => page.QuerySelector("[role=alert]")?.TextContent.Trim();

    public IHtmlDocument Page => page;

    public IReadOnlyList<string> Ticked(string name) =>
        [.. page.QuerySelectorAll<IHtmlInputElement>($"input[name={name}]").Where(box => box.IsChecked).Select(box => box.Value)];

    public string Why => page.QuerySelector<IHtmlTextAreaElement>("textarea[name=why]")!.Value;

    /// <summary>What stands in a text field or is chosen in a list.</summary>
    public string Value(string name) => page.QuerySelector($"[name='{name}']") switch
    {
        IHtmlTextAreaElement text => text.Value,
        IHtmlSelectElement list => list.Value ?? "",
        IHtmlInputElement input => input.Value,
        var other => throw new InvalidOperationException($"{name} is {other?.LocalName ?? "not there"}."),
    };

    public static Task<TabForm> OpenAsync(LocalTenant vadstena, string person, string? url, string language = "sv") =>
        OpenViewAsync(vadstena, person, $"link?url={Uri.EscapeDataString(url ?? "")}", language);

    public static async Task<TabForm> OpenViewAsync(LocalTenant vadstena, string person, string view, string language = "sv")
    {
        var viewer = vadstena.AppClient(person);
        viewer.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var answer = await viewer.GetAsync($"views/{view}", TestContext.Current.CancellationToken);
        return await ReadAsync(viewer, answer);
    }

    /// <summary>Presses the button with that text, after the fields were changed; a list of values ticks boxes.</summary>
    public async Task<TabForm> PressAsync(string button, params (string Name, string[] Values)[] changes)
    {
        var pressed = page.QuerySelectorAll<IHtmlButtonElement>("button").Single(found => found.TextContent.Trim() == button);
        var form = pressed.Form!;
        var fields = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type is not ("checkbox" or "radio") || input.IsChecked).Where(input => input.Name is { Length: > 0 }).Select(input => (Name: input.Name!, input.Value))
            .Concat(form.Elements.OfType<IHtmlTextAreaElement>().Select(area => (Name: area.Name!, area.Value)))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Select(select => (Name: select.Name!, Value: select.Value ?? "")))
            .Where(field => !changes.Any(change => change.Name == field.Name))
            .Concat(changes.SelectMany(change => change.Values.Select(value => (change.Name, Value: value))))
            .Select(field => KeyValuePair.Create(field.Name, field.Value));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await viewer.PostAsync(
            (pressed.GetAttribute("formaction") ?? form.GetAttribute("action")!).TrimStart('/'), content, TestContext.Current.CancellationToken);
        return await ReadAsync(viewer, answer);
    }

    private static async Task<TabForm> ReadAsync(HttpClient viewer, HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new TabForm(viewer, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
