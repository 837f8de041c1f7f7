using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Tagging.InTab;

/// <summary>Files of the local tenant, and the links that the product has of them.</summary>
public static class Documents
{
    /// <param name="site">A team's key, <c>team/channel</c>, <c>person/key</c> or <c>intranat</c>.</param>
    public static Document Document(this LocalTenant vadstena, string site, string path, string library = "Dokument") =>
        vadstena.Tenant.Read(content => content.FindDocument(SeedIds.Drive(site, library), SeedIds.DriveItem(site, path, library)))!;

    /// <summary>A file that no other test knows, in the team's folder Läslust.</summary>
    public static Document NewDocument(this LocalTenant vadstena, string name)
    {
        var item = vadstena.Tenant.UploadFile(SeedIds.Drive("skola"), SeedIds.DriveItem("skola", "Läslust"), name, vadstena.Person("amina").Id);
        return vadstena.Tenant.Read(content => content.FindDocument(SeedIds.Drive("skola"), item.Id))!;
    }

    public static async Task<Link?> LinkOf(this LocalTenant vadstena, Document document) =>
        (await vadstena.Links()).SingleOrDefault(link => link.SourceKey == DocumentSource.KeyOf(document.Drive.Id, document.Item.Id));

    /// <summary>The governance lead has said that what is labelled so is not to be linked.</summary>
    public static Task<int> CloseLabel(this LocalTenant vadstena, string name) => vadstena.InDatabase(db =>
    {
        db.Add(new ClassifiedLabel { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, LabelId = SensitivityLabels.Named(name).Id.ToString(), Name = name });
        return db.SaveChangesAsync();
    });
}
