namespace TillitTeams.Teams;

public delegate Task<InvokeAnswer> AnswerInvoke(Invoke invoke, CancellationToken cancellationToken);

public delegate Task HandleEvent(Activity activity, CancellationToken cancellationToken);

/// <summary>
/// Which method of which act answers what. Acts come from the container, one for each activity. A second
/// route for the same thing is refused when the table is built, so that the app does not start.
/// </summary>
public sealed class TeamsRouteTable
{
    private readonly Dictionary<string, InvokeRoute> invokes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventRoute> events = new(StringComparer.Ordinal);
    private readonly List<EventRoute> everything = [];

    /// <summary>A message action is chosen: the answer is its dialog.</summary>
    public TeamsRouteTable FetchDialog<TAct>(string commandId, Func<TAct, AnswerInvoke> method)
        where TAct : notnull => Invoke($"{InvokeNames.FetchDialog} {commandId}", method);

    /// <summary>A button in a message action's dialog is pressed. A verb in its data goes before the command id.</summary>
    public TeamsRouteTable SubmitDialog<TAct>(string commandIdOrVerb, Func<TAct, AnswerInvoke> method)
        where TAct : notnull => Invoke($"{InvokeNames.SubmitDialog} {commandIdOrVerb}", method);

    /// <summary>A posted card's <c>Action.Execute</c>, its refresh included.</summary>
    public TeamsRouteTable ExecuteOnCard<TAct>(string verb, Func<TAct, AnswerInvoke> method)
        where TAct : notnull => Invoke($"{InvokeNames.CardAction} {verb}", method);

    /// <summary>A posted card's button or a tab asks for a dialog.</summary>
    public TeamsRouteTable FetchTask<TAct>(string verb, Func<TAct, AnswerInvoke> method)
        where TAct : notnull => Invoke($"{InvokeNames.FetchTask} {verb}", method);

    public TeamsRouteTable SubmitTask<TAct>(string verb, Func<TAct, AnswerInvoke> method)
        where TAct : notnull => Invoke($"{InvokeNames.SubmitTask} {verb}", method);

    /// <summary>Somebody searches with one of the manifest's commands at the compose box.</summary>
    public TeamsRouteTable Search<TAct>(string commandId, Func<TAct, AnswerInvoke> method)
        where TAct : notnull => Invoke($"{InvokeNames.Search} {commandId}", method);

    /// <summary>A link of a domain that the manifest names is pasted.</summary>
    public TeamsRouteTable Unfurl<TAct>(Func<TAct, AnswerInvoke> method)
        where TAct : notnull => Invoke(InvokeNames.Unfurl, method);

    /// <summary>Something happened; <see cref="EventNames"/> says what there is.</summary>
    public TeamsRouteTable On<TAct>(string eventName, Func<TAct, HandleEvent> method)
        where TAct : notnull
    {
        if (!events.TryAdd(eventName, EventRoute.To(method)))
        {
            throw Duplicate(eventName);
        }

        return this;
    }

    /// <summary>Before whatever else is done with an activity.</summary>
    public TeamsRouteTable OnEveryActivity<TAct>(Func<TAct, HandleEvent> method)
        where TAct : notnull
    {
        everything.Add(EventRoute.To(method));
        return this;
    }

    public IEnumerable<string> Names => invokes.Keys.Concat(events.Keys).Order(StringComparer.Ordinal);

    internal IReadOnlyList<EventRoute> ForEveryActivity => everything;

    internal IEnumerable<Type> Acts =>
        invokes.Values.Select(route => route.Act)
            .Concat(events.Values.Select(route => route.Act))
            .Concat(everything.Select(route => route.Act))
            .Distinct();

    internal InvokeRoute? FindInvoke(string name) => invokes.GetValueOrDefault(name);

    internal EventRoute? FindEvent(string name) => events.GetValueOrDefault(name);

    private TeamsRouteTable Invoke<TAct>(string name, Func<TAct, AnswerInvoke> method)
        where TAct : notnull
    {
        if (!invokes.TryAdd(name, new InvokeRoute(typeof(TAct), services => method(services.GetRequiredService<TAct>()))))
        {
            throw Duplicate(name);
        }

        return this;
    }

    private static InvalidOperationException Duplicate(string name) => new($"There are two routes for '{name}'.");
}

internal sealed record InvokeRoute(Type Act, Func<IServiceProvider, AnswerInvoke> Find);

internal sealed record EventRoute(Type Act, Func<IServiceProvider, HandleEvent> Find)
{
    public static EventRoute To<TAct>(Func<TAct, HandleEvent> method)
        where TAct : notnull => new(typeof(TAct), services => method(services.GetRequiredService<TAct>()));
}
