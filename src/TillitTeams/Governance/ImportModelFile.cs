using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Governance.Pages;
using TillitTeams.Model;
using TillitTeams.Storage;

using ImportResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ImportPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ImportConfirmPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ModelPage>>;

namespace TillitTeams.Governance;

/// <param name="Problem">Key of what is wrong with the text.</param>
/// <param name="Reason">The same from whoever read it, with the place in the file.</param>
public sealed record ImportView(string Text, string? Problem = null, string? Reason = null);

/// <summary>A governance lead reads the council's decision in from a file: first what it would change, then that.</summary>
internal sealed class ImportModelFile(TillitDb db, ReadModel read, ApplyImport apply, DescribeImport describe, ShowModel show)
{
    private const int MostCharacters = 200_000;

    public static RazorComponentResult<ImportPage> Open(string? text) => Form(new ImportView(text ?? ""));

    public async Task<ImportResults> PreviewAsync(string text, CancellationToken cancellationToken)
    {
        var (file, problem) = await ReadAsync(text, cancellationToken);
        if (file is null)
        {
            return Form(problem!);
        }

        var model = await read.ReadAsync(cancellationToken);
        return await PreviewAsync(text, file, PlanImport.Of(file, model), model, isChanged: false, cancellationToken);
    }

    /// <param name="text">The file.</param>
    /// <param name="mark">Of the model that the preview was made of.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<ImportResults> ImportAsync(string text, string? mark, CancellationToken cancellationToken)
    {
        var (file, problem) = await ReadAsync(text, cancellationToken);
        return file is null ? Form(problem!) : await db.SaveMergedAsync(token => TryAsync(text, file, mark, token), cancellationToken);
    }

    private async Task<ImportResults> TryAsync(string text, ModelFile file, string? mark, CancellationToken cancellationToken)
    {
        var model = await read.ReadAsync(cancellationToken);
        var plan = PlanImport.Of(file, model);
        if (model.Mark() != mark || describe.ProblemIn(plan, model) is not null)
        {
            return await PreviewAsync(text, file, plan, model, isChanged: model.Mark() != mark, cancellationToken);
        }

        apply.Apply(plan, model, ModelActor.File);
        await db.SaveChangesAsync(cancellationToken);
        return await show.ShowAsync(canChange: true, cancellationToken, said: describe.Said);
    }

    private async Task<ImportResults> PreviewAsync(string text, ModelFile file, ImportPlan plan, GovernanceModel model, bool isChanged, CancellationToken cancellationToken) =>
        describe.ProblemIn(plan, model) is { } reason
            ? Form(new ImportView(text, "ProblemFile", reason))
            : new RazorComponentResult<ImportConfirmPage>(new { Model = await describe.DescribeAsync(text, file, plan, model, isChanged, cancellationToken) });

    private static async Task<(ModelFile? File, ImportView? Problem)> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MostCharacters)
        {
            return (null, new ImportView(text, string.IsNullOrWhiteSpace(text) ? "ProblemFileMissing" : "ProblemFileTooLong"));
        }

        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')));
            return (await ModelFile.ReadAsync(stream, "in the file", cancellationToken), null);
        }
        catch (InvalidDataException wrong)
        {
            return (null, new ImportView(text, "ProblemFile", wrong.Message));
        }
    }

    private static RazorComponentResult<ImportPage> Form(ImportView view) => new(new { Model = view });
}
