namespace TillitTeams.Deployment.Doctor;

/// <summary>One thing that is looked at, with the app's own settings and clients.</summary>
internal abstract class Check
{
    /// <summary>Where one of them finds fault, this one would only find the same again, or nothing.</summary>
    public virtual IReadOnlyList<Type> Needs => [];

    public virtual TimeSpan Limit => TimeSpan.FromSeconds(20);

    public abstract Task<Finding> LookAsync(CancellationToken cancellationToken);
}
