namespace TillitTeams.Sandbox;

/// <summary>How a Sandbox is started: from the command line, or by a test.</summary>
public sealed record SandboxSettings
{
    /// <summary>Where the browser opens the Teams-like client; 0 picks a free port.</summary>
    public int ClientPort { get; init; } = 5100;

    /// <summary>Where the product listens.</summary>
    public int AppPort { get; init; } = 5101;

    /// <summary>Where Entra, Graph and the Bot Connector listen, with TLS as Microsoft's libraries demand.</summary>
    public int CloudPort { get; init; } = 5102;

    /// <summary>Where Microsoft 365 reaches the product, when something stands in front of it; null where nothing does.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Keeps the tenant and the product's database between starts; null keeps the tenant in memory only.</summary>
    public string? DataDirectory { get; init; }

    public bool Reset { get; init; }

    /// <summary>The clock of the tenant and of the product.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What the Bot Connector allows; Microsoft's documented figures unless a test lowers them.</summary>
    public BotConnector.ConnectorLimits ConnectorLimits { get; init; } = new();

    /// <summary>What Graph allows; Microsoft's documented figures unless a test lowers them.</summary>
    public Graph.GraphLimits GraphLimits { get; init; } = new();

    /// <summary>What Graph allows of subscriptions; Microsoft's documented figures unless a test lowers them.</summary>
    public Graph.Subscriptions.SubscriptionLimits SubscriptionLimits { get; init; } = new();

    /// <summary>Graph notifies over https alone. Here the app listens on loopback without TLS, so that is let through.</summary>
    public bool PlainLoopbackNotifications { get; init; } = true;

    /// <summary>More configuration for the product, as keys in the form <c>Bot:MetadataAddress</c>.</summary>
    public IReadOnlyDictionary<string, string?> AppSettings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Lets a test replace services of the product.</summary>
    public Action<WebApplicationBuilder>? ConfigureApp { get; init; }
}
