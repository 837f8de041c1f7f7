using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using TillitTeams.Model;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>How far the app has read a library's changes.</summary>
/// <param name="Read">Up to which change, as the local tenant numbers them.</param>
/// <param name="RoundBeganAt">Null when there is nothing under way.</param>
public sealed record ReadingPosition(long Read, long? RoundBeganAt, long SeenUntil);

/// <summary>What a process of its own has stored of its only library, read from beside it.</summary>
public sealed class KeptLibrary(string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string source = $"Data Source={Path.Combine(folder, "tillitteams.db")}";

    public async Task<ReadingPosition> WaitAsync(Func<ReadingPosition, bool> until)
    {
        ReadingPosition? library = null;
        await WaitAsync(async () => until(library = await ReadAsync()));
        return library!;
    }

    /// <summary>The value that was set by hand has become a link, and the deleted file's link says so.</summary>
    public Task WaitForLinksAsync(string set, string deleted) => WaitAsync(async () =>
        await CountAsync($"SELECT COUNT(*) FROM Links JOIN LinkGoals ON LinkGoals.LinkId = Links.Id WHERE Document_ItemId = '{set}'") == 1
        && await CountAsync($"SELECT COUNT(*) FROM Links WHERE Document_ItemId = '{deleted}' AND State = {(int)SourceState.Gone}") == 1);

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "It did not happen.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task<ReadingPosition> ReadAsync()
    {
        var library = await AskAsync("SELECT DeltaLink, RoundBeganAt, SeenUntil FROM SiteLibraries");
        return new ReadingPosition(ReadUntil((string)library[0]), library[1] as long?, (long)library[2]);
    }

    /// <summary>The token is opaque to the app, but not to whoever knows the local tenant.</summary>
    private static long ReadUntil(string link) =>
        QueryHelpers.ParseQuery(new Uri(link).Query).GetValueOrDefault("token").ToString() is { Length: > 0 } token
            && JsonNode.Parse(WebEncoders.Base64UrlDecode(token))!["After"] is { } after ? (long)after["Sequence"]! : 0;

    private async Task<long> CountAsync(string sql) => (long)(await AskAsync(sql))[0];

    /// <returns>The first row.</returns>
    private async Task<object[]> AskAsync(string sql)
    {
        await using var database = new SqliteConnection(source);
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        // Ids that the test itself has made.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }
}
