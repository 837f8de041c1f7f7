using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;

namespace TillitTeams.Storage;

/// <summary>
/// The same rows in PostgreSQL. A class of its own because a migration belongs to one class of context, and the two
/// databases are made by different ones.
/// </summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options, Caller caller) : TillitDb(options, caller)
{
    internal override StoreQueries Queries => PostgresQueries.Only;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Ids of Microsoft's and positions in lists are put in order by their characters, as in SQLite, whatever the server's language.
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // PostgreSQL before its version 18 computes a column only when it is written.
        modelBuilder.Entity<Link>().Property(link => link.PlaceId).HasComputedColumnSql("COALESCE(Message_ChatId, Message_ChannelId, ContainerId)", stored: true);
        // Two texts that a merge has put together may be longer than a form allows, and are kept whole.
        modelBuilder.Entity<InitiativePrinciple>().Property(principle => principle.How).HasColumnType("text");
    }
}
