using ErpSync.Finance.Accounts;
using ErpSync.Model;
using ErpSync.Model.Sides;
using ErpSync.Planning.Documents.Settings;
using ErpSync.Planning.Documents.Stages;

namespace ErpSync.Planning.Documents.Run;

/// <summary>State of one run: what is looked at and what is wanted so far.</summary>
internal sealed class PlanRun
{
    public PlanRun(DocumentPlanRequest request, DocumentStages stages)
    {
        Request = request;
        Stages = stages;
        OrderDocument = request.Written.FirstOrDefault(static document => document.Source.Type == DocumentSourceType.Order);
        Side = OrderSide.Of(request.Order, OrderDocument?.CurrencyHandling ?? request.Settings.CurrencyHandling);
        StoredAbsorbed = new HashSet<string>(OrderDocument?.AbsorbedRefunds ?? [], StringComparer.Ordinal);
        OrderSubject = new DocumentSubject(DocumentSourceType.Order, request.Order.Id);
    }

    public DocumentPlanRequest Request { get; }

    public DocumentStages Stages { get; }

    public Order Order => Request.Order;

    public DocumentSettings Settings => Request.Settings;

    public OrderSide Side { get; }

    public Currency Currency => Side.Currency;

    /// <summary>The order's document, or null before it is written.</summary>
    public WrittenDocument? OrderDocument { get; }

    public HashSet<string> StoredAbsorbed { get; }

    /// <summary>Refunds that this run's update takes into account.</summary>
    public HashSet<string> AbsorbedByUpdate { get; } = new(StringComparer.Ordinal);

    /// <summary>True when the order's document is, or is being, cancelled as a whole.</summary>
    public bool OrderCancelled { get; set; }

    public DocumentSubject OrderSubject { get; }

    public List<PlannedDocument> Documents { get; } = [];

    public List<DocumentHold> Holds { get; } = [];

    public List<SkippedSubject> Skipped { get; } = [];

    public void Skip(string code, DocumentSubject subject) => Skipped.Add(new SkippedSubject(code, subject));

    public DocumentHold? Unmapped(AccountRole? role, DocumentSubject subject) =>
        role is { } needed && Settings.UnmappedRoles.Contains(needed) ? HoldFactory.UnmappedRole(subject, needed) : null;

    public WrittenDocument? FindWritten(DocumentSourceType type, string id) =>
        Request.Written.FirstOrDefault(document => document.Source.Type == type && document.Source.Id == id);

    public Money Money(decimal amount) => new(amount, Currency);

    public DocumentPlan ToPlan(IReadOnlyList<PaymentSuggestion> payments) => new(Documents, Holds, Skipped, payments);
}
