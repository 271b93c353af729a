using ErpSync.Model;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Run;

namespace ErpSync.Planning;

/// <summary>
/// A change of a document that reached the ERP, and that people posted before its answer was on record: what is remembered says that the order changed after its
/// document, what the ERP shows is the order as it is.
/// </summary>
internal static class ArrivedChange
{
    /// <summary>
    /// The plan with the change written again instead of held back. Its target recognises what it has, and then it is on record; if more differs than goods and
    /// units, it refuses, which is a case as before.
    /// </summary>
    /// <param name="documents">Plans documents.</param>
    /// <param name="request">What was planned.</param>
    /// <param name="written">What was written, and how it stands.</param>
    /// <param name="plan">The plan.</param>
    public static DocumentPlan Recognise(IDocumentPlanner documents, DocumentPlanRequest request, WrittenDocuments written, DocumentPlan plan)
    {
        var source = new DocumentSource(DocumentSourceType.Order, request.Order.Id);
        var subject = new DocumentSubject(source.Type, source.Id);
        var hold = plan.Holds.FirstOrDefault(hold =>
            hold.Code == HoldCodes.OrderChangedAfterDocument && hold.Changes is not [OrderChanges.Address] && hold.Subject == subject);
        if (hold is null || written.StateOf(source) is not { Status: SalesDocumentStatus.Posted or SalesDocumentStatus.PartlyPosted } state)
        {
            return plan;
        }

        var open = request.Written.Select(document => document.Source == source
            ? document with { Status = SalesDocumentStatus.Open, Lines = [.. document.Lines.Select(static line => line with { PostedQuantity = 0m })] }
            : document);
        var change = documents.Plan(request with { Written = [.. open] }).Documents
            .FirstOrDefault(planned => planned.Action == DocumentAction.Update && planned.Document.Source == source);
        return change is null || !HasGoodsOf(state, change.Document)
            ? plan
            : plan with { Documents = [change, .. plan.Documents], Holds = [.. plan.Holds.Where(other => other != hold)] };
    }

    private static bool HasGoodsOf(SalesDocumentState state, SalesDocument wanted)
    {
        var goods = wanted.Lines.Where(static line => line.Item is not null).GroupBy(static line => line.Item!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static item => item.Key, static item => item.Sum(static line => line.Quantity), StringComparer.OrdinalIgnoreCase);
        var there = state.Lines.GroupBy(static line => line.Number, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static item => item.Key, static item => item.Sum(static line => line.Quantity), StringComparer.OrdinalIgnoreCase);
        return goods.Count > 0 && goods.All(item => there.GetValueOrDefault(item.Key) == item.Value);
    }
}
