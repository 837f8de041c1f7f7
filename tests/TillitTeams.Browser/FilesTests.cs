using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>Files in the Teams-like client: on messages, in a channel, in SharePoint and OneDrive.</summary>
public sealed class FilesTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    private static readonly string Drive = SeedIds.Drive("skola");
    private static readonly string Folder = SeedIds.DriveItem("skola", "Läslust");

    [Fact]
    public async Task A_file_on_a_message_opens_its_page_and_a_channel_lists_its_own()
    {
        var page = await vadstena.OpenAsync("sara", Teams.Channel("skola/lasning"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Läslista mellanstadiet.xlsx" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Läslista mellanstadiet.xlsx" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nora Castell")).ToBeVisibleAsync();

        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Filer" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Bokprat, tider.xlsx" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Rutin för frånvaro.docx" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("light", "sv", 1280)]
    [InlineData("dark", "en", 768)]
    [InlineData("contrast", "sv", 390)]
    public async Task The_lists_and_pages_of_files_are_accessible(string theme, string language, int width)
    {
        var page = await vadstena.OpenAsync("amina", "/files", theme, language, width);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "OneDrive" })).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();

        await page.GotoAsync($"{page.Url.Split('#')[0]}#/files/{Uri.EscapeDataString(Drive)}/{Folder}");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Tjugo minuter om dagen.pptx" })).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Tjugo minuter om dagen.pptx" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Tjugo minuter om dagen.pptx" })).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task The_librarys_goal_column_is_seen_and_edited_by_hand()
    {
        vadstena.Sandbox.Tenant.Change(content =>
        {
            content.FindDrive(Drive)!.Value.Drive.Columns.Add(new Column
            {
                Id = Guid.NewGuid(),
                Name = "TillitGoals",
                DisplayName = "Mål",
                Facet = "choice",
                Settings = new JsonObject { ["choices"] = new JsonArray("Bildning för alla", "Ett gott liv"), ["displayAs"] = "checkBoxes" },
            });
            return new SiteColumnsChanged("skola");
        });
        var page = await vadstena.OpenAsync("amina", $"/files/{Uri.EscapeDataString(Drive)}/{Folder}");
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Mål" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Fler alternativ för Bokprat, tider.xlsx" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Ändra Mål" }).PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Bildning för alla" }).PressAsync("Space");
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Klar" }).PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Bokprat, tider.xlsx" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync("Bildning för alla");
        Assert.Equal("Bildning för alla", (string)vadstena.Sandbox.Tenant.Read(content =>
            content.FindDocument(Drive, SeedIds.DriveItem("skola", "Läslust/Bokprat, tider.xlsx"))!.Item.Fields["TillitGoals"][0]!)!);
    }

    [Fact]
    public async Task A_file_is_renamed_and_a_taken_name_is_refused_where_it_was_typed()
    {
        var page = await vadstena.OpenAsync("sara", $"/files/{Uri.EscapeDataString(SeedIds.Drive("person/sara"))}/root");

        await RenameAsync("Inköpslista.xlsx", "Microsoft Teams-chattfiler");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).GetByText("Namnet kan vara upptaget")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Avbryt" }).ClickAsync();
        await RenameAsync("Inköpslista.xlsx", "Önskelista.xlsx");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Önskelista.xlsx" })).ToBeVisibleAsync();

        async Task RenameAsync(string file, string name)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Fler alternativ för {file}" }).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = "Byt namn" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync(name);
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Klar" }).ClickAsync();
        }
    }

    [Fact]
    public async Task A_list_of_files_fits_the_narrowest_phone()
    {
        var page = await vadstena.OpenAsync("amina", $"/files/{Uri.EscapeDataString(Drive)}/{Folder}", width: 320);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Tjugo minuter om dagen.pptx" })).ToBeVisibleAsync();

        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.files-body').scrollWidth <= document.querySelector('.files-body').clientWidth"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Fler alternativ för Tjugo minuter om dagen.pptx" })).ToBeInViewportAsync();
    }
}
