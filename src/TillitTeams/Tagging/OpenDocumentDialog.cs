using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary><i>Koppla dokumentet</i> is pressed, in the dialog of a message or on a card about a document.</summary>
internal sealed class OpenDocumentDialog(DocumentDialogs dialogs, TagAnswers answers)
{
    public Task<InvokeAnswer> OpenAsync(Invoke invoke, CancellationToken cancellationToken) => Task.FromResult<InvokeAnswer>(
        dialogs.Open(answers.DialogTitle, invoke.Text("url")) ?? (InvokeAnswer)answers.Refusal(TagProblem.CannotOpenDocument));

    /// <summary>The form in the dialog is done with: the message is still there to be linked too.</summary>
    public Task<InvokeAnswer> EndOnMessageAsync(Invoke invoke, CancellationToken cancellationToken) =>
        Task.FromResult<InvokeAnswer>(answers.DocumentDone(withMessage: true));

    public Task<InvokeAnswer> EndAsync(Invoke invoke, CancellationToken cancellationToken) =>
        Task.FromResult<InvokeAnswer>(answers.DocumentDone(withMessage: false));
}
