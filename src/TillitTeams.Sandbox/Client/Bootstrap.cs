using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Client;

public sealed record PersonView(Guid Id, string Key, string DisplayName, string GivenName, string UserPrincipalName, string JobTitle, string Department)
{
    public static PersonView Of(Person person) =>
        new(person.Id, person.Key, person.DisplayName, person.GivenName, person.UserPrincipalName, person.JobTitle, person.Department);
}

public sealed record TenantView(Guid Id, string DisplayName, string Domain);

public sealed record BootstrapView(TenantView Tenant, PersonView Me, IReadOnlyList<PersonView> People, AppView App);

/// <summary>What the page needs before it can show anything.</summary>
internal static class Bootstrap
{
    public static BootstrapView Read(string? lang, Viewer viewer, SandboxTenant tenant, AppPackage package) => tenant.Read(content => new BootstrapView(
        new TenantView(content.Id, content.DisplayName, content.Domain),
        PersonView.Of(viewer.Person),
        [.. content.People.Where(person => person.CanSignIn).Select(PersonView.Of)],
        package.Read(lang ?? "sv")));
}
