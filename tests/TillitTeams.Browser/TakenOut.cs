namespace TillitTeams.Browser;

/// <summary>Public records that Karin has taken out already.</summary>
internal static class TakenOut
{
    public static async Task TakeOutAsync(this Vadstena vadstena)
    {
        using var client = vadstena.Sandbox.CreateAppClient(vadstena.Person("karin"));
        await OrderAsync(client, ("scope", "Period"), ("from", "2026-01-01"), ("to", "2026-06-30"));
        await OrderAsync(client, ("scope", "Goal"), ("goal", "hallbar"));
        while ((await client.GetStringAsync(new Uri("views/records/progress", UriKind.Relative))).Contains("data-pending", StringComparison.Ordinal))
        {
            await Task.Delay(100);
        }
    }

    private static async Task OrderAsync(HttpClient client, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync(new Uri("views/records", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
    }
}
