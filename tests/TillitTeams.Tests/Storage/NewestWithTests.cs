using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage;

/// <summary>However common a word is, and wherever it stands: what is found is all of it, newest first and once.</summary>
public sealed class NewestWithTests(NewestWithTests.Worded vadstena) : IClassFixture<NewestWithTests.Worded>
{
    private const int HowMany = 400;
    private const int Page = 20;

    /// <summary>Of the newest link, and so on, the words that it says.</summary>
    private static readonly (string Word, Predicate<int> Says)[] Words =
    [
        ("torget", _ => true),
        ("parken", link => link % 4 == 0),
        ("skogen", link => link % 20 == 7),
        ("hamnen", link => link < 60 && link % 10 == 0),
        ("bryggan", link => link is 58 or 59 or 60 or 61 or 119 or 120 or 121 or 299 or 300 or 301),
        ("fyren", link => link == HowMany - 1),
        ("masten", _ => false),
    ];

    public static TheoryData<string> AllWords() => [.. Words.Select(one => one.Word)];

    [Theory]
    [MemberData(nameof(AllWords))]
    public async Task A_word_is_found_page_by_page_wherever_it_stands(string word)
    {
        var cancel = TestContext.Current.CancellationToken;
        var found = new List<Guid>();
        LinkCursor? after = null;
        while (true)
        {
            var range = new ListRange([vadstena.List], vadstena.Places, after, Since: null, Page);
            var page = await vadstena.InDatabase(db => db.NewestWithAsync(LinkSearch.WordsIn(word), range, cancel));
            found.AddRange(page.Select(position => position.LinkId));
            if (page.Count < Page)
            {
                break;
            }

            after = page[^1];
        }

        Assert.Equal(Enumerable.Range(0, HowMany).Where(link => Array.Find(Words, one => one.Word == word).Says(link)).Select(link => vadstena.Ids[link]), found);
    }

    public sealed class Worded : LocalTenant
    {
        private static readonly string[] Channels = ["kansli/allmant", "omsorg/hemtjansten"];

        public IReadOnlyList<Guid> Ids { get; } = [.. Enumerable.Range(0, HowMany).Select(_ => Guid.NewGuid())];

        public IReadOnlyList<string> Places { get; } = [.. Channels.Select(key => SeedIds.Channel(key))];

        public string List { get; private set; } = "";

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await InDatabase(async db =>
            {
                var goal = await db.Goals.SingleAsync(one => one.Code == "hallbar");
                List = ListedLinks.ListOf(goal.Id, principle: null, withWhy: false);
                var now = TimeProvider.System.GetUtcNow();
                db.AddRange(Ids.Select((id, link) => Link(id, goal.Id, now.AddMinutes(-link), Channels[link % 2], string.Join(' ', Words.Where(one => one.Says(link)).Select(one => one.Word)))));
                return await db.SaveChangesAsync();
            });
        }

        private Link Link(Guid id, Guid goal, DateTimeOffset at, string channel, string title)
        {
            var source = MessageSource.InChannel(SeedIds.Team(channel.Split('/')[0]).ToString(), SeedIds.Channel(channel), $"{at.ToUnixTimeMilliseconds()}", null);
            return new Link
            {
                Id = id, TenantId = Tenant.Id, SourceKey = source.Key, Message = source, ContainerId = source.ContainerId, WebUrl = "https://teams.microsoft.com/", Title = title, PlaceName = "Kanal",
                OccurredAt = at, TaggedById = id, TaggedAt = at, ChangedAt = at, Version = Guid.NewGuid(), Goals = [new LinkGoal { TenantId = Tenant.Id, LinkId = id, GoalId = goal }],
            };
        }
    }
}
