using Microsoft.Graph.Models;
using TillitTeams.Graph;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>When a document counts as open to all for whom a library is.</summary>
public sealed class OpenToAllTests
{
    [Theory]
    [InlineData("3 owner, 5 write", "3 owner, 5 write", true)]
    [InlineData("3 owner, 5 write", "3 owner, 5 read, 9 read", true)]
    [InlineData("3 owner, 5 write", "3 owner, 9 write", false)]
    [InlineData("3 owner, 5 write", "3 owner, 5 none", false)]
    [InlineData("3 owner, 5 read", "3 owner, 5 read", false)]
    [InlineData("3 owner, 5 write, more", "3 owner, 5 write", false)]
    [InlineData("", "3 owner, 5 write", false)]
    public void Every_group_that_is_let_in_to_the_library_must_be_let_in_to_the_document(string library, string document, bool isOpen)
    {
        Assert.Equal(isOpen, Granted(document).LetsInAllOf(Granted(library)));

        static TeamDocuments.Granted Granted(string groups) => TeamDocuments.Granted.Read(new PermissionCollectionResponse
        {
            Value =
            [
                .. groups.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(group => group.Split(' ')).Where(group => group.Length == 2).Select(group => new Permission
                {
                    Roles = [group[1]],
                    GrantedToV2 = new SharePointIdentitySet { SiteGroup = new SharePointIdentity { Id = group[0] } },
                }),
            ],
            OdataNextLink = groups.EndsWith("more", StringComparison.Ordinal) ? "https://graph.microsoft.com/v1.0/next" : null,
        });
    }
}
