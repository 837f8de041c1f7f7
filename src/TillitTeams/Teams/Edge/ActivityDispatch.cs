using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Teams;

/// <summary>
/// Runs the routes of one activity in a scope of its own, as the person and tenant that Teams names. An
/// invoke is always answered in time: by its act, or by a card that says honestly that it went wrong.
/// </summary>
internal sealed partial class ActivityDispatch(
    IServiceScopeFactory scopes,
    IOptions<BotOptions> options,
    TimeProvider clock,
    IStringLocalizer<TeamsTexts> texts,
    ILogger<ActivityDispatch> logger)
{
    public async Task<InvokeAnswer> AnswerAsync(
        TeamsRouteTable routes, InvokeRoute route, string name, Invoke invoke, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = invoke.Activity.Culture;
        var reference = Reference.Current;
        var answering = RunAsync(
            routes, invoke.Activity, (services, token) => route.Find(services)(invoke, token), options.Value.InvokeLimit, cancellationToken);
        try
        {
            // The act may be deaf to its token, and still Teams must have an answer.
            return await answering.WaitAsync(options.Value.InvokeLimit, clock, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.TooSlow(logger, name, reference);
            _ = LogLateFailureAsync(answering, name, reference);
            return Failure(name, texts["TooSlow"], reference);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, name, reference, exception);
            return Failure(name, texts[DatabaseOutage.Is(exception) ? "Away" : "Failed"], reference);
        }
    }

    public InvokeAnswer AskToWait(string name, Invoke invoke)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = invoke.Activity.Culture;
        return Failure(name, texts["TooMany"], Reference.Current);
    }

    public async Task<IResult> HandleEventAsync(TeamsRouteTable routes, Activity activity, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = activity.Culture;
        var name = EventNames.Of(activity);
        var route = (name == EventNames.Message && activity.Words is { } words ? routes.FindEvent(EventNames.Words(words)) : null) ?? routes.FindEvent(name);
        try
        {
            await RunAsync(routes, activity, HandleAsync, Timeout.InfiniteTimeSpan, cancellationToken);
            return TypedResults.Ok();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reference = Reference.Current;
            Log.Failed(logger, OutsideId.LoggedName(name), reference, exception);
            return new FailedAnswer(exception, reference);
        }

        async Task<bool> HandleAsync(IServiceProvider services, CancellationToken token)
        {
            // Teams sends events that nobody asked for, and more kinds every year.
            await (route?.Find(services)(activity, token) ?? Task.CompletedTask);
            return route is not null;
        }
    }

    private async Task<TResult> RunAsync<TResult>(
        TeamsRouteTable routes,
        Activity activity,
        Func<IServiceProvider, CancellationToken, Task<TResult>> act,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        using var limited = new CancellationTokenSource(limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(activity.TenantId!.Value, activity.UserId ?? Guid.Empty);
        foreach (var first in routes.ForEveryActivity)
        {
            await first.Find(scope.ServiceProvider)(activity, both.Token);
        }

        return await act(scope.ServiceProvider, both.Token);
    }

    private InvokeAnswer Failure(string name, string sentence, string reference) =>
        name.StartsWith(InvokeNames.CardAction, StringComparison.Ordinal)
            ? new CardErrorAnswer($"{sentence} {texts["Reference", reference]}")
            : name.StartsWith(InvokeNames.Search, StringComparison.Ordinal)
            ? new SentenceAnswer($"{sentence} {texts["Reference", reference]}")
            : new DialogAnswer(texts["ErrorTitle"], ErrorCard.Build(sentence, reference, texts), DialogHeight.Small);

    private async Task LogLateFailureAsync(Task answering, string name, string reference)
    {
        try
        {
            await answering;
        }
        catch (OperationCanceledException)
        {
            // The act heeded its token: the slowness is logged already.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, name, reference, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Route} failed; the person was given the reference {Reference}.")]
        public static partial void Failed(ILogger logger, string route, string reference, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Route} was not answered in time; the person was given the reference {Reference}.")]
        public static partial void TooSlow(ILogger logger, string route, string reference);
    }
}
