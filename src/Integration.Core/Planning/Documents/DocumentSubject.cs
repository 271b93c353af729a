using ErpSync.Model;

namespace ErpSync.Planning.Documents;

/// <summary>What a hold or skip is about.</summary>
/// <param name="Type">The order itself, a return (exchange) or a refund.</param>
/// <param name="Id">Id in the shop.</param>
public readonly record struct DocumentSubject(DocumentSourceType Type, string Id)
{
    /// <summary><c>Order/…</c>, <c>Return/…</c> or <c>Refund/…</c>.</summary>
    public override string ToString() => Type switch
    {
        DocumentSourceType.Order => "Order/" + Id,
        DocumentSourceType.Exchange => "Return/" + Id,
        _ => "Refund/" + Id,
    };
}
