using Microsoft.Data.Sqlite;
using TillitTeams.Storage;
using Xunit;

namespace TillitTeams.Tests.Storage;

/// <summary>The newest links are read through by ourselves, older ones by the index of words: nobody may notice where the one ends.</summary>
public sealed class LinkSearchTests
{
    private static readonly string[] Texts =
    [
        "Samma ansikten i hemtjänsten", "HEMTJÄNSTEN", "hem-tjänsten", "Åsas e-post: asa.berg@vadstena.se", "Lekplats 12,5 m² vid Öster­gatan", "½ dag", "Zoë & Łukasz",
        "Blåbär", "Blåbär", "ΌΔΟΣ Ὀδυσσεύς", "ĲSSEL İstanbul", "привет Мир", "日本語 学校", "emoji 🌳träd", "snake_case", "c#", "«citat»", "Straße ſtor 5 µm 3 K", "ﬁn", "Ⅷ", "ǅ", "ıssız", "", "   ", "2026-11-25 kl. 08:15",
    ];

    private static readonly string[] Queries =
    [
        "hemtjänsten", "HEM", "tjänst", "hem tjänst", "asa", "åsas post", "12", "12,5", "m²", "m2", "öster", "gatan", "½", "zoe", "zoë", "łuk", "blåbär", "blabar", "blåbär", "όδος", "ὀδυσσ",
        "ĳssel", "istanbul", "ПРИВЕТ", "日本", "学", "träd", "case", "snake", "c#", "citat", "STRASSE", "straße", "stor", "μm", "µm", "k", "fin", "ﬁ", "ⅷ", "ǆ", "issiz", "ISSIZ", "08", "2026 15", "\"hem\"", "hem*", "NOT hem", "title:hem", "hemtjänsten ansikten samma",
    ];

    [Fact]
    public void Both_find_the_same()
    {
        using var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        Run(database, "CREATE VIRTUAL TABLE Texts USING fts5(Text, tokenize='unicode61 remove_diacritics 0', prefix='2 3')");
        foreach (var text in Texts)
        {
            Run(database, "INSERT INTO Texts VALUES ($value)", text);
        }

        Assert.All(Queries, query =>
        {
            var words = LinkSearch.WordsIn(query);

            var indexed = Run(database, "SELECT Text FROM Texts WHERE Texts MATCH $value ORDER BY rowid", SqliteQueries.Match(words));

            Assert.Equal(indexed, Texts.Where(text => LinkSearch.Say(words, text)));
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("*** -- \"")]
    public void Where_there_is_no_word_there_is_nothing_to_look_for(string? text) => Assert.Empty(LinkSearch.WordsIn(text));

    [Fact]
    public void All_the_words_may_stand_in_different_texts() => Assert.True(LinkSearch.Say(LinkSearch.WordsIn("hem trygg"), "Hemtjänsten", null, "Tryggare"));

    private static List<string> Run(SqliteConnection database, string sql, string? value = null)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // Written here.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (value is not null)
        {
            command.Parameters.AddWithValue("$value", value);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
