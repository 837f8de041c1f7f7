using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Initiatives.Form.Pages;
using TillitTeams.Model;

using OpenResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Initiatives.Form.Pages.InitiativeFormPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Initiatives.Form.Pages.InitiativeRefusedPage>>;

namespace TillitTeams.Initiatives.Form;

/// <param name="Id">The initiative to change; without it, a new one is started.</param>
/// <param name="From">Address of the message that it is started from.</param>
/// <param name="Channel">Id of the channel that it is started in.</param>
/// <param name="State">The state to be chosen in the form: <c>done</c> closes an initiative.</param>
internal sealed record FormAddress(string? Id, string? From, string? Channel, string? State);

/// <summary><i>Starta initiativ</i>, or an initiative is opened to be changed.</summary>
internal sealed class OpenInitiativeForm(StoreInitiative store, ReadChoices choices, ReadFirstMessage messages)
{
    public async Task<OpenResults> OpenAsync(FormAddress address, Editor editor, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(address.Id) ? await StartAsync(address, editor, cancellationToken) : await EditAsync(address, editor, cancellationToken);

    private async Task<OpenResults> StartAsync(FormAddress address, Editor editor, CancellationToken cancellationToken)
    {
        var offered = await choices.ReadAsync(initiative: null, cancellationToken);
        var beginning = await messages.ReadAsync(address.From, offered, cancellationToken);
        var home = beginning.Draft.Home ?? offered.Channels.Find(address.Channel)?.ChannelId;
        return Form(BuildFormView.Opened(
            null,
            (WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16)), beginning.Message),
            InitiativeDraft.Empty,
            beginning.Draft with
            {
                Home = home,
                Channels = beginning.Draft.Channels.Concat(home is null ? [] : [home]).ToHashSet(StringComparer.Ordinal),
                Contact = editor.Id,
            },
            offered,
            editor,
            beginning.Problem));
    }

    private async Task<OpenResults> EditAsync(FormAddress address, Editor editor, CancellationToken cancellationToken)
    {
        var initiative = Guid.TryParse(address.Id, out var id) ? await store.FindAsync(id, cancellationToken) : null;
        var offered = await choices.ReadAsync(initiative, cancellationToken);
        if ((initiative is null ? FormProblem.NotFound : CheckDraft.FindProblem(initiative, offered.Channels)) is { } problem)
        {
            return new RazorComponentResult<InitiativeRefusedPage>(new
            {
                Problem = $"Problem{problem}",
                CanRetry = problem == FormProblem.TeamsSilent,
                ReadableId = problem == FormProblem.NotYours ? initiative?.Id : null,
            });
        }

        var stored = InitiativeDraft.Of(initiative!, offered);
        return Form(BuildFormView.Opened(
            initiative,
            ("", null),
            stored,
            Enum.TryParse<InitiativeState>(address.State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? stored with { State = state } : stored,
            offered,
            editor,
            problem: null));
    }

    private static RazorComponentResult<InitiativeFormPage> Form(InitiativeFormView view) => new(new { Model = view });
}
