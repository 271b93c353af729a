namespace ErpSync.Planning.Documents;

/// <summary>From one order, with what was written before, to the ERP documents to create or change now. Replace or decorate it in the host's services.</summary>
public interface IDocumentPlanner
{
    /// <summary>Plans one order. Pure.</summary>
    /// <param name="request">Order, written documents, settings and instant.</param>
    DocumentPlan Plan(DocumentPlanRequest request);
}
