namespace TillitTeams.Deployment.Doctor;

internal enum Verdict
{
    Well,

    /// <summary>It works, and somebody ought to know all the same.</summary>
    Remark,
    Fault,

    /// <summary>It was not looked at.</summary>
    Skipped,
}

/// <param name="Text">An entry of <see cref="DoctorTexts"/>.</param>
/// <param name="With">What stands in its gaps: never a secret or a token.</param>
internal sealed record Said(string Text, params object[] With);

/// <summary>What a check has to say: what it looked at, or what is wrong and how to mend it.</summary>
/// <param name="Page">Microsoft's own on the matter.</param>
internal sealed record Finding(Verdict Verdict, IReadOnlyList<Said> Said, Uri? Page = null)
{
    public static Finding Well(string text, params object[] with) => new(Verdict.Well, [new Said(text, with)]);

    public static Finding Remark(string text, params object[] with) => new(Verdict.Remark, [new Said(text, with)]);

    public static Finding Fault(string text, params object[] with) => new(Verdict.Fault, [new Said(text, with)]);

    public static Finding Skipped(string text, params object[] with) => new(Verdict.Skipped, [new Said(text, with)]);

    /// <summary>The worst that was found, and all of that kind.</summary>
    public static Finding Of(IReadOnlyList<Said> faults, IReadOnlyList<Said> remarks, Said well) =>
        faults.Count > 0 ? new(Verdict.Fault, faults) : remarks.Count > 0 ? new(Verdict.Remark, remarks) : new(Verdict.Well, [well]);

    /// <param name="page">After <c>https://learn.microsoft.com/</c>; shown only where something is to be mended.</param>
    public Finding See(string page) => Verdict == Verdict.Well ? this : this with { Page = new Uri($"https://learn.microsoft.com/{page}") };
}
