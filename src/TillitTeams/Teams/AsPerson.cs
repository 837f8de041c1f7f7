using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Teams;

public enum AsPersonState
{
    Done,
    NotSignedIn,
    NoConsent,

    /// <summary>Not in time: Teams waits for no more than some seconds.</summary>
    TooSlow,
}

/// <summary>Does something at the compose box as the person there, with the token that Teams sends, in the time there is.</summary>
public sealed class AsPerson(TeamsSignOn signOn, ComposeSignIn signIn, IOptions<BotOptions> options, TimeProvider clock)
{
    /// <inheritdoc cref="ComposeSignIn.Ask(AsPersonState)"/>
    public InvokeAnswer? AskToSignIn(AsPersonState state) => signIn.Ask(state);

    public async Task<(AsPersonState State, T? Result)> DoAsync<T>(string? token, Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        if (await signOn.SignInAsync(token) == SignOn.Missing)
        {
            return (AsPersonState.NotSignedIn, default);
        }

        using var limited = new CancellationTokenSource(options.Value.ComposeLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        try
        {
            return (AsPersonState.Done, await act(both.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (AsPersonState.TooSlow, default);
        }
        catch (Exception exception) when (IdentifyCaller.IsConsentMissing(exception))
        {
            return (AsPersonState.NoConsent, default);
        }
    }
}
