using ErpSync.Model;

namespace ErpSync.Planning.Documents.Stages;

/// <summary>Last touch on a document that is to be created or updated: references, texts, codes of the merchant. Amounts and quantities must stay.</summary>
public interface IDocumentFinisher
{
    /// <summary>Returns the document, changed or not.</summary>
    /// <param name="document">Document with lines, header and totals.</param>
    /// <param name="request">The run, with the order and its raw source document.</param>
    SalesDocument Finish(SalesDocument document, DocumentPlanRequest request);
}
