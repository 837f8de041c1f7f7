using FsCheck;
using FsCheck.Fluent;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>Whoever is in which teams and whatever is shared with whom or deleted: no page tells of a document that the viewer cannot open.</summary>
public sealed class AnySharingTests(EveryDocumentLinked vadstena) : IClassFixture<EveryDocumentLinked>
{
    private const int Cases = 12;

    private static readonly string[] Views = ["goals", "goal/hallbar", "goal/vaxande?q=hemlig", "principle/tillit", "mine", "documents"];

    [Fact]
    public void For_any_sharing_no_page_names_a_document_that_the_viewer_cannot_open()
    {
        var people = vadstena.SixPeople;
        var files = vadstena.Files();
        var mask = Gen.Choose(0, (1 << people.Count) - 1);
        var members = mask.ArrayOf(vadstena.Tenant.Read(content => content.Teams.Count));
        // Few files each time: which, with whom it is shared, and whether it is deleted.
        var acts = Gen.Choose(0, files.Count - 1).SelectMany(file => mask.SelectMany(with => Gen.Choose(0, 4).Select(what => (File: file, With: with, Delete: what == 0)))).ArrayOf(8);

        Prop.ForAll(members.ToArbitrary(), acts.ToArbitrary(), Gen.Choose(0, people.Count - 1).ToArbitrary(), (masks, changes, viewer) =>
            {
                SetMembers(masks, people);
                foreach (var (file, with, delete) in changes)
                {
                    Change(files[file], [.. people.Where((_, at) => (with & (1 << at)) != 0).Select(person => person.Id)], delete);
                }

                return ShowsOnlyWhatIsOpenAsync(people[viewer]);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
    }

    private async Task ShowsOnlyWhatIsOpenAsync(Person viewer)
    {
        vadstena.Forget();
        var open = vadstena.SecretsOpenTo(viewer);
        // A shared file in a site of a team that the viewer is not in is found by searching, as in SharePoint itself.
        var hidden = vadstena.Files().Where(document => vadstena.Tenant.Read(_ => !document.MayRead(viewer.Id))).ToList();
        using var client = vadstena.AppClient(viewer.Key);
        foreach (var view in Views)
        {
            var text = await client.ReadToTheEndAsync(view);

            Assert.DoesNotContain(hidden, document => EveryDocumentLinked.Tells(text, document));
            if (view == "goal/hallbar")
            {
                Assert.Equal(open.Order(StringComparer.Ordinal), Viewing.SecretsIn(text).Order(StringComparer.Ordinal));
            }
        }
    }

    private void SetMembers(int[] masks, IReadOnlyList<Person> people)
    {
        foreach (var (team, mask) in vadstena.Tenant.Read(content => content.Teams.ToList()).Zip(masks))
        {
            for (var at = 0; at < people.Count; at++)
            {
                if ((mask & (1 << at)) != 0)
                {
                    vadstena.Tenant.AddTeamMember(team.Id, people[at].Id);
                }
                else
                {
                    vadstena.Tenant.RemoveTeamMember(team.Id, people[at].Id);
                }
            }
        }
    }

    private void Change(Document document, IReadOnlyList<Guid> with, bool delete)
    {
        var (drive, item) = (document.Drive.Id, document.Item.Id);
        foreach (var link in vadstena.Tenant.Read(_ => document.Item.Sharing.ToList()))
        {
            vadstena.Tenant.StopSharing(drive, item, link.Id);
        }

        vadstena.Tenant.ShareWith(drive, item, with);
        if (delete)
        {
            vadstena.Tenant.DeleteItem(drive, item, vadstena.Person("elin").Id);
        }
        else if (document.Item.DeletedAt is not null)
        {
            vadstena.Tenant.RestoreItem(drive, item, vadstena.Person("elin").Id);
        }
    }
}
