using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Client;

/// <summary>Who sits at the browser window: named in a header, or in the query where a header cannot be set.</summary>
public sealed record Viewer(Person Person)
{
    public const string Header = "X-Sandbox-Person";

    public Guid Id => Person.Id;

    /// <summary>The first who can sign in when none is named; somebody unknown is refused.</summary>
    public static ValueTask<Viewer?> BindAsync(HttpContext context)
    {
        var key = context.Request.Headers[Header].FirstOrDefault() is { Length: > 0 } named ? named : context.Request.Query["as"].FirstOrDefault();
        var person = context.RequestServices.GetRequiredService<SandboxTenant>().Read(content =>
            content.People.Find(candidate => candidate.CanSignIn && (string.IsNullOrEmpty(key) || candidate.Key == key)));
        return ValueTask.FromResult(person is null ? null : new Viewer(person));
    }
}
