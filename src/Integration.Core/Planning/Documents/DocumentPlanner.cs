using ErpSync.Planning.Documents.Run;
using ErpSync.Planning.Documents.Stages;

namespace ErpSync.Planning.Documents;

/// <summary>
/// Compares a shop order with the ERP documents that exist for it and says which to create, update or cancel, what waits and why, and what needs
/// no document. Amounts charged to the customer are handed over, not recomputed; unshipped units never become credit memos; what cannot be
/// explained is held with a reason. A pure function of its request: no I/O, no clock, safe for concurrent use.
/// </summary>
/// <param name="stages">Replaceable parts; null for the defaults.</param>
public sealed class DocumentPlanner(DocumentStages? stages = null) : IDocumentPlanner
{
    private readonly DocumentStages _stages = stages ?? new DocumentStages();

    /// <summary>Plans one order. Planning again with the planned documents as written gives no new document.</summary>
    /// <param name="request">The order, what was written, the settings and the instant.</param>
    public DocumentPlan Plan(DocumentPlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var run = new PlanRun(request, _stages);
        if (request.Order.IsTest)
        {
            run.Skip(SkipCodes.TestOrder, run.OrderSubject);
            return run.ToPlan([]);
        }

        if (run.OrderDocument is { } written)
        {
            WrittenOrderFlow.Plan(run, written);
        }
        else
        {
            FirstDocumentFlow.Plan(run);
        }

        return run.ToPlan(request.Settings.SuggestPayments ? _stages.Payments.Suggest(request, run.Side.Handling) : []);
    }
}
