using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>Nobody has consented to what the app reads on their behalf.</summary>
public sealed class ConsentTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task Somebody_who_may_not_consent_is_told_who_may_and_who_may_sees_the_view_at_once()
    {
        vadstena.Sandbox.App.ConsentedPermissions.Clear();

        var lena = await vadstena.OpenAsync("lena", Tab.Overview);
        var tab = lena.InTab();
        await tab.ShowsAsync("Ett godkännande saknas");
        await lena.AssertAccessibleAsync();
        var refused = await AnswerAsync(lena, "Avbryt");
        await Assertions.Expect(tab.GetByText("Godkännandet gavs inte.")).ToBeVisibleAsync();
        Assert.True(refused.IsClosed);

        var peter = await vadstena.OpenAsync("peter", Tab.Overview);
        await peter.InTab().ShowsAsync("Ett godkännande saknas");
        await AnswerAsync(peter, "Acceptera");

        await peter.InTab().ShowsAsync("Målen i vardagen");
        await lena.ReloadAsync();
        await tab.ShowsAsync("Målen i vardagen");
    }

    private static async Task<IPage> AnswerAsync(IPage page, string button)
    {
        var window = await page.RunAndWaitForPopupAsync(() => page.InTab().GetByRole(AriaRole.Button, new() { Name = "Ge godkännande" }).ClickAsync());
        var closed = new TaskCompletionSource();
        window.Close += (_, _) => closed.TrySetResult();
        await window.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return window;
    }
}
