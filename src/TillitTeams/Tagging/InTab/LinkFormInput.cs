namespace TillitTeams.Tagging.InTab;

/// <summary>What the tab's form sends: what the person wants, and the address of what it is about.</summary>
internal sealed record LinkFormInput(string? Url, Tags Chosen, Tags Opened, Guid? Version)
{
    public static LinkFormInput Read(IFormCollection form) => new(
        form["url"],
        Tags.Of(Values(form, "goals"), Values(form, "principles"), Guid.TryParse(form["initiative"], out var id) ? id : null, form["why"]),
        TagDialogData.ReadOpened(form["opened"]),
        Guid.TryParse(form["version"], out var version) ? version : null);

    private static IEnumerable<string> Values(IFormCollection form, string name) => form[name].OfType<string>().Where(value => value.Length > 0);
}
