using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Storage;

namespace TillitTeams.Browser;

/// <summary>Cards that did not arrive, as months of weather and people leave them.</summary>
public static class FailedCards
{
    public const string Title = "Samma ansikten i hemtjänsten";

    public const string Text = "Nu provar vi fasta grupper i hela Hov.";

    /// <summary>One that arrives as soon as somebody tries again, and others for which that is too early.</summary>
    public static async Task FailCardsAsync(this Vadstena vadstena)
    {
        await using var scope = vadstena.Sandbox.AppServices.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(vadstena.Sandbox.Tenant.Id, Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<TillitDb>();
        var now = TimeProvider.System.GetUtcNow();
        var lena = vadstena.Person("lena");
        var told = new Initiative
        {
            Id = Guid.NewGuid(), TenantId = vadstena.Sandbox.Tenant.Id, Title = Title, State = InitiativeState.Ongoing, StartedAt = now, ChangedAt = now, ContactId = lena.Id, ContactName = lena.DisplayName,
        };
        db.Add(told);
        db.Add(Failed(told, SeedIds.Channel("omsorg/hemtjansten"), DeliveryReason.GaveUp, now.AddHours(-3)));
        db.Add(Failed(told, SeedIds.Channel("gata/vinter"), DeliveryReason.Blocked, now.AddDays(-1)));
        db.Add(Failed(told, SeedIds.Channel("bibliotek/program"), DeliveryReason.Blocked, now.AddDays(-2)));
        db.Add(Failed(told, Delivery.ToPerson(lena.Id), DeliveryReason.Uncertain, now.AddDays(-3), lena.Id));
        await db.SaveChangesAsync();
    }

    private static Delivery Failed(Initiative initiative, string target, DeliveryReason reason, DateTimeOffset at, Guid? person = null)
    {
        var id = Guid.NewGuid();
        return new Delivery
        {
            Id = id,
            TenantId = initiative.TenantId,
            Target = target,
            Purpose = person is null ? DeliveryPurpose.InitiativeStarted : DeliveryPurpose.SupportOffered,
            Key = initiative.Id.ToString(),
            PersonId = person,
            ViaConversationId = person is null ? target : SeedIds.Channel("omsorg/hemtjansten"),
            InitiativeId = initiative.Id,
            Card = $$$$$"""
                {"type":"AdaptiveCard","version":"1.5","lang":"sv","fallbackText":"{{{{{Text}}}}}","body":[{"type":"TextBlock","text":"{{{{{Text}}}}}","wrap":true}],
                "refresh":{"action":{"type":"Action.Execute","verb":"initiative.refresh","data":{"delivery":"{{{{{id}}}}}"}}}}
                """,
            Summary = Title,
            State = DeliveryState.Failed,
            Reason = reason,
            CreatedAt = at.AddDays(-1),
            DueAt = at,
            FailedAt = at,
        };
    }
}
