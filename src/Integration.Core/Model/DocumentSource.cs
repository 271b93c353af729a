namespace ErpSync.Model;

/// <summary>What a document was made for; with its type and id a document exists at most once.</summary>
/// <param name="Type">Order, exchange or refund.</param>
/// <param name="Id">Id of the order, return or refund in the shop.</param>
public sealed record DocumentSource(DocumentSourceType Type, string Id);
