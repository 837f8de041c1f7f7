using TillitTeams.Hosting;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Hosting;

/// <summary>One file of settings serves a container, a service and the commands.</summary>
public sealed class EnvironmentFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tillit-settings-").FullName;

    [Theory]
    [InlineData("Storage__ConnectionString=Host=db;Password=a#b $HOME \"c;SSL Mode=VerifyFull", "Host=db;Password=a#b $HOME \"c;SSL Mode=VerifyFull")]
    [InlineData("Storage__ConnectionString=Data Source=/var/lib/tillit teams/db # 1", "Data Source=/var/lib/tillit teams/db # 1")]
    [InlineData("\t Storage__ConnectionString=a'b\"", "a'b\"")]
    [InlineData("Storage__ConnectionString=", "")]
    [InlineData("Storage__ConnectionString=first\r\n# Storage__ConnectionString=none\r\n\r\nStorage__ConnectionString=last\r\n", "last")]
    public void A_value_is_what_stands_after_the_equals_sign(string text, string value)
    {
        var (settings, fault) = EnvironmentFile.Read(text);

        Assert.Null(fault);
        Assert.Equal(("Storage__ConnectionString", value), (Assert.Single(settings).Key, settings.Single().Value));
    }

    [Theory]
    [InlineData("# ours\nhemligt", "line 2: there is no equals sign; write NAME=value, or # before a comment.")]
    [InlineData("=hemligt", "line 1: there is no name before the equals sign; write NAME=value, or # before a comment.")]
    [InlineData("export Storage__ConnectionString=hemligt", "line 1: there is a space before the equals sign; write NAME=value, or # before a comment.")]
    [InlineData("Storage__ConnectionString = hemligt", "line 1: there is a space before the equals sign; write NAME=value, or # before a comment.")]
    [InlineData("# ours\nA=\"hemligt\"", "line 2: the value begins with a quotation mark, which Docker takes for a part of it and systemd does not; write it without.")]
    [InlineData("A='hemligt", "line 1: the value begins with a quotation mark, which Docker takes for a part of it and systemd does not; write it without.")]
    [InlineData("A=hem\\ligt", "line 1: there is a backslash, which systemd takes away and Docker does not; write / in a path, and take a password without.")]
    [InlineData("A= hemligt", "line 1: there is a space before or after the value, which Docker keeps and systemd does not; take it away.")]
    [InlineData("A=hemligt\t\r\n", "line 1: there is a space before or after the value, which Docker keeps and systemd does not; take it away.")]
    public void What_cannot_be_read_is_told_by_its_line_and_never_by_its_text(string text, string told) => Assert.Equal(told, EnvironmentFile.Read(text).Fault);

    [Fact]
    public void The_sample_can_be_read() => Assert.Null(EnvironmentFile.Read(File.ReadAllText(Repository.File("env.sample"))).Fault);

    [Fact]
    public async Task A_switch_goes_before_the_environment_and_both_before_the_file()
    {
        var (file, settings) = (Path.Combine(folder, "app.env"), new Dictionary<string, string?>(StringComparer.Ordinal));
        var ids = $"AzureAd__TenantId={Guid.NewGuid()}\nAzureAd__ClientId={Guid.NewGuid()}\nAzureAd__ClientCredentials__0__SourceType=SignedAssertionFromManagedIdentity\n";
        await File.WriteAllTextAsync(file, $"STORAGE__CONNECTIONSTRING={Database("file")}\n{ids}", TestContext.Current.CancellationToken);

        Assert.Equal(Missing("file"), await RefusedAsync());
        settings["Storage:ConnectionString"] = Database("environment");
        Assert.Equal(Missing("environment"), await RefusedAsync());
        Assert.Equal(Missing("switch"), await RefusedAsync($"--Storage:ConnectionString={Database("switch")}"));

        string Database(string of) => $"Data Source={folder}/{of}.db";

        string Missing(string of) => $"There is no database at {folder}/{of}.db.";

        async Task<string> RefusedAsync(params string[] switches)
        {
            var (_, refused, code) = await ProductCommand.RunWithAsync(settings, ["backup", Path.Combine(folder, "kopia.db"), "--env-file", file, .. switches]);
            Assert.Equal(1, code);
            return refused.TrimEnd();
        }
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_the_command_before_it_began()
    {
        var file = Path.Combine(folder, "saknas.env");

        var (said, refused, code) = await ProductCommand.RunWithAsync(new Dictionary<string, string?>(), "verify-audit", "--env-file", file);

        Assert.Equal((2, "", $"There is no file {file}."), (code, said, refused.TrimEnd()));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
