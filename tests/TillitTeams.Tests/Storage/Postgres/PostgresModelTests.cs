using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>Both databases are made for what the app stores.</summary>
public sealed class PostgresModelTests
{
    [Fact]
    public void No_migration_is_missing_for_PostgreSQL()
    {
        using var db = new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=nowhere").UseLowerCaseNamingConvention().Options, new Caller());

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void No_migration_is_missing_for_SQLite()
    {
        using var db = new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite("Data Source=:memory:").Options, new Caller());

        Assert.False(db.Database.HasPendingModelChanges());
    }
}
