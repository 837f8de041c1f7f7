namespace TillitTeams.Deployment.Doctor;

/// <summary>Names the resource files beside it.</summary>
public sealed class DoctorTexts;
