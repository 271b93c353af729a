using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Planning.Customers;

/// <summary>
/// Plans which events tell the story of an order: placed, edited, cancelled, refunded; the difference between what happened and what was told. Pure.
/// </summary>
/// <param name="shop">Connection id of the shop.</param>
/// <param name="crm">Connection id of the CRM or CDP.</param>
/// <param name="options">Policies.</param>
/// <param name="consents">Says which consent counts.</param>
public sealed class CustomerActivityPlanner(string shop, string crm, CustomerActivityOptions options, ConsentAuthority consents)
{
    /// <summary>Plans one order.</summary>
    /// <param name="orderId">Id in the shop.</param>
    /// <param name="sequence">Sequence of the signal that is worked.</param>
    /// <param name="reading">What is known.</param>
    /// <param name="now">Instant of the planning.</param>
    public SubjectPlan Plan(string orderId, long sequence, CustomerActivityReading reading, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Order is not { IsTest: false } order || order.CreatedAt < options.OrdersFrom)
        {
            return new SubjectPlan { Title = reading.Order?.Name };
        }

        if (OrderMoney.Check(order) is { Count: > 0 } mismatches)
        {
            return SubjectPlan.Park(OrderFaults.DoesNotTie(order, mismatches)) with { Title = order.Name };
        }

        var activities = new OrderActivities(order, options.Currency);
        var told = ToldActivities.Of(reading.Written);
        var due = Due(order, activities, told).ToList();
        var judged = order.Customer is { } customer ? consents.Judge(customer.Id, reading.Consent, now) : null;
        var plan = due.Count == 0 ? new SubjectPlan()
            : options.Permits(judged?.Consent.State ?? ConsentState.Unknown) ? Tell(orderId, due)
            : Withhold(due, told);
        return plan with { Title = order.Name, FollowUps = FollowUps(order, judged, sequence) };
    }

    private static IEnumerable<DueActivity> Due(Order order, OrderActivities activities, ToldActivities told)
    {
        var stand = activities.Stand(CustomerActivityKind.OrderCompleted, order.CreatedAt);
        var hash = OrderActivities.HashOf(stand);
        if (!told.Has(ToldActivities.Completed))
        {
            yield return new DueActivity(ToldActivities.Completed, stand, new ToldContent(0, hash));
        }
        else if (order.CancelledAt is null && told.Latest is { } latest && latest.Hash != hash)
        {
            var content = new ToldContent(latest.Revision + 1, hash);
            yield return new DueActivity(ToldActivities.Updated, stand with { Kind = CustomerActivityKind.OrderUpdated, OccurredAt = order.UpdatedAt }, content);
        }

        foreach (var refund in activities.Refunds.Where(refund => !told.Has(ToldActivities.Refunded(refund.Id))))
        {
            yield return new DueActivity(ToldActivities.Refunded(refund.Id), activities.Given(refund));
        }

        if (order.CancelledAt is { } cancelledAt && !told.Has(ToldActivities.Cancelled))
        {
            yield return new DueActivity(ToldActivities.Cancelled, stand with { Kind = CustomerActivityKind.OrderCancelled, OccurredAt = cancelledAt });
        }
    }

    private SubjectPlan Tell(string orderId, IEnumerable<DueActivity> due) => new()
    {
        Effects = [.. due.Select(one => new PlannedEffect(
            crm, EntityNames.CustomerActivity, WriteKind.Create, new IdempotencyKey($"{shop}:activity:{orderId}:{one.Intent}"), one.Activity)
        {
            LinkName = LinkNames.ActivityPrefix + one.Name,
            LinkMemo = one.Content is { } content ? JsonSerializer.Serialize(content, PlanningJson.Default.ToldContent) : null,
            Title = $"Tell {one.Activity.Kind}",
        })],
    };

    private static SubjectPlan Withhold(IReadOnlyList<DueActivity> due, ToldActivities told)
    {
        var withheld = told.Withheld with
        {
            Names = [.. told.Withheld.Names.Union(due.Select(static one => one.Name), StringComparer.Ordinal)],
            Content = due.Select(static one => one.Content).FirstOrDefault(static content => content is not null) ?? told.Withheld.Content,
        };
        return new SubjectPlan
        {
            Notes = [$"Not told for want of consent: {string.Join(", ", due.Select(static one => one.Activity.Kind))}."],
            Memos = [new PlanMemo(WithheldActivity.MemoName, JsonSerializer.Serialize(withheld, PlanningJson.Default.WithheldActivity))],
        };
    }

    private IReadOnlyList<FollowUp> FollowUps(Order order, ConsentJudgement? judged, long sequence) => order.Customer is not { } customer
        ? []
        :
        [
            new FollowUp(FlowNames.Identities(shop), customer.Id, $"order:{order.Id}"),
            .. judged is { IsNews: true }
                ? [new FollowUp(FlowNames.Profiles(crm), customer.Id, FormattableString.Invariant($"order:{order.Id}:{sequence}"))]
                : Array.Empty<FollowUp>(),
        ];
}
