using Microsoft.Extensions.Localization;
using TillitTeams.Governance.Audit;
using TillitTeams.Model;

namespace TillitTeams.Governance.PersonalData;

/// <summary>The sentences of the page and of the export; what the audit trail notes is said in the trail's own words.</summary>
internal sealed class PersonalWords(IStringLocalizer<PersonalDataTexts> texts, IStringLocalizer<AuditTexts> audit)
{
    private const string Act = "audit:";

    public static string OfAct(AuditAction action) => $"{Act}Did{action}";

    public string Of(string key, params object[] arguments) =>
        key.StartsWith(Act, StringComparison.Ordinal) ? audit[key[Act.Length..]] : texts[key, arguments];
}
