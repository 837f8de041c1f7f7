namespace TillitTeams.Sandbox.Seed;

/// <summary>Refuses a seed that says what cannot be, and says where.</summary>
internal static class SeedRules
{
    public static void Require(bool condition, string where, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException($"{where}: {otherwise}");
        }
    }

    public static void RequireDistinct(IEnumerable<string> keys, string where)
    {
        var twice = keys.GroupBy(key => key, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        Require(twice is null, where, $"'{twice?.Key}' stands there twice.");
    }
}
