using ErpSync.Model;

namespace ErpSync.Planning.Documents;

/// <summary>A document and what to do with it.</summary>
/// <param name="Action">Create, update or cancel.</param>
/// <param name="Document">Complete state; for a cancellation only kind, source, number and external number say something.</param>
public sealed record PlannedDocument(DocumentAction Action, SalesDocument Document);
