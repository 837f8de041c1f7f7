using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests;

/// <summary>Whoever mistypes a command does not mean to run the app.</summary>
public sealed class CommandsTests
{
    [Theory]
    [InlineData("docter", "docter")]
    [InlineData("docter --Tab:PublicUrl=https://mal.example.se", "docter")]
    [InlineData("--Tab:PublicUrl https://mal.example.se backop file", "backop")]
    [InlineData("--Tab:PublicUrl", "--Tab:PublicUrl")]
    [InlineData("-v", "-v")]
    [InlineData("--Tab:PublicUrl=https://mal.example.se --Municipality:Name Vadstena Urls=http://localhost:1", null)]
    [InlineData("", null)]
    public void A_word_that_is_no_setting_is_found(string words, string? stray) =>
        Assert.Equal(stray, Commands.Stray(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public async Task A_mistyped_command_starts_nothing_and_says_where_to_look()
    {
        var (said, refused, code) = await ProductCommand.RunWithAsync(new Dictionary<string, string?>(StringComparer.Ordinal), ["docter"]);

        Assert.Equal((2, ""), (code, said));
        Assert.StartsWith("'docter' is neither a command nor a setting", refused, StringComparison.Ordinal);
    }
}
