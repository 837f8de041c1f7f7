using TillitTeams.Tests.Tagging.Documents;
using Xunit;

namespace TillitTeams.Tests.Permissions;

/// <summary>
/// <c>docs/permissions.md</c> is what an administrator reads before consenting: it names every call to Graph and its
/// permission. That the app asks for what its calls need is seen to by <see cref="Manifest.ManifestTests"/>, and that no
/// other test drives the product to a call outside the table by <see cref="Harness.LocalTenant"/>, when it ends.
/// </summary>
public sealed class PermissionsTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>
{
    [Fact]
    public async Task The_table_names_every_call_that_the_product_makes_with_what_let_it_in_and_no_other()
    {
        await new EveryGraphAct(vadstena).DoAsync();

        var asked = vadstena.Host.GraphRecord.LetIn.Select(PermissionsTable.Text).ToHashSet(StringComparer.Ordinal);
        var listed = PermissionsTable.Rows.Select(PermissionsTable.Text).ToList();
        Assert.True(asked.IsSubsetOf(listed), $"Missing in docs/permissions.md:\n{string.Join('\n', asked.Except(listed))}");
        Assert.True(asked.IsSupersetOf(listed), $"Too much in docs/permissions.md:\n{string.Join('\n', listed.Except(asked))}");
        Assert.Equal(asked.Count, listed.Count);
        Assert.Empty(vadstena.Host.GraphRecord.Refused);
    }

    [Fact]
    public void Every_row_names_the_page_that_it_comes_from()
    {
        Assert.NotEmpty(PermissionsTable.Rows);
        Assert.All(PermissionsTable.Rows, row => Assert.Matches("^\\*[A-Za-z].+\\*$", row.Page));
    }
}
