using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>Nobody sees of a document in the tab what they could not open in SharePoint: a team's, a private channel's, somebody's own.</summary>
public sealed class DocumentTrimmingTests(EveryDocumentLinked vadstena) : IClassFixture<EveryDocumentLinked>
{
    private static readonly string[] Views =
        ["goals", "goal/hallbar", "goal/hallbar?q=hemlig", "goal/vaxande?period=year", "principle/tillit", "mine", "documents", "documents?q=rutin"];

    public static TheoryData<string> People => ["lena", "karin", "amina", "johan", "sara", "peter"];

    [Theory]
    [MemberData(nameof(People))]
    public async Task A_goal_lists_all_documents_that_the_viewer_can_open_and_no_page_tells_of_another(string person)
    {
        using var viewer = vadstena.AppClient(person);
        var open = vadstena.SecretsOpenTo(vadstena.Person(person));
        var hidden = vadstena.Files().Where(document => !open.Contains(EveryDocumentLinked.SecretOf(document))).ToList();
        Assert.NotEmpty(hidden);

        Assert.Equal(open.Order(StringComparer.Ordinal), Viewing.SecretsIn(await viewer.ReadToTheEndAsync("goal/hallbar")).Order(StringComparer.Ordinal));
        foreach (var view in Views)
        {
            var text = await viewer.ReadToTheEndAsync(view);

            Assert.DoesNotContain(hidden, document => EveryDocumentLinked.Tells(text, document));
        }
    }
}
