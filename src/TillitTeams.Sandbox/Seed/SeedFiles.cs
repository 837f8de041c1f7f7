namespace TillitTeams.Sandbox.Seed;

/// <summary>The seed as it is written in the JSON files beside this one; people, teams and channels by key.</summary>
internal sealed record PersonFile(
    string Key, string Name, string Title, string Department, string[]? Roles, bool Administrator, bool SignsIn);

internal sealed record TeamFile(
    string Key, string Name, string Description, string[] Owners, string[] Members, bool App, ChannelFile[] Channels);

/// <param name="Membership"><c>private</c> or <c>shared</c>, with members of its own; standard when absent.</param>
internal sealed record ChannelFile(
    string Key, string Name, string Description, string? Membership, string[]? Members, ThreadFile[] Threads);

internal sealed record ChatFile(string Key, string Type, string? Topic, string[] Members, bool App, ThreadFile[] Messages);

/// <param name="At">Working days before today and the time in Vadstena: <c>3 08:15</c>.</param>
/// <param name="Text">Paragraphs parted by line breaks; <c>@[Name]</c> mentions somebody.</param>
internal sealed record ThreadFile(
    string At, string By, string? Subject, string Text, Dictionary<string, int>? Likes, ThreadFile[]? Replies);
