namespace TillitTeams.Governance.PersonalData;

/// <summary>Names the resource files beside it.</summary>
public sealed class PersonalDataTexts;
