using System.Globalization;
using System.Text;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Seed;

/// <summary>The directory, and who of it is where.</summary>
internal static class SeedPeople
{
    public static Dictionary<string, Person> Read(PeopleFile file, string domain)
    {
        SeedRules.RequireDistinct(file.People.Select(person => person.Key), "people.json");
        return file.People.ToDictionary(person => person.Key, person => new Person
        {
            Id = SeedIds.Person(person.Key),
            Key = person.Key,
            DisplayName = $"{person.GivenName} {person.Surname}",
            GivenName = person.GivenName,
            Surname = person.Surname,
            UserPrincipalName = $"{Plain(person.GivenName)}.{Plain(person.Surname)}@{domain}",
            JobTitle = person.JobTitle,
            Department = person.Department,
            AppRoles = person.AppRoles,
            IsAdministrator = person.IsAdministrator,
            CanSignIn = person.CanSignIn,
        });
    }

    /// <param name="among">Those who can be chosen.</param>
    /// <param name="keys">Those who are.</param>
    /// <param name="where">What an error names.</param>
    public static Dictionary<string, Person> Pick(Dictionary<string, Person> among, IReadOnlyCollection<string> keys, string where)
    {
        SeedRules.RequireDistinct(keys, where);
        return keys.ToDictionary(key => key, key => among.TryGetValue(key, out var person)
            ? person
            : throw new InvalidDataException($"{where}: there is no '{key}' to be a member."));
    }

    public static HashSet<Guid> IdsOf(Dictionary<string, Person> people) => [.. people.Values.Select(person => person.Id)];

    /// <summary>A name as it stands in an address: without accents, in lower case.</summary>
    private static string Plain(string name) => string.Concat(name.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
        .Select(letter => letter == ' ' ? '-' : char.ToLowerInvariant(letter)));
}
