using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>What one shipment should have invoiced.</summary>
public sealed record Billable
{
    /// <summary>Id as <c>order/shipment</c>, unique among the billables.</summary>
    public required string Id { get; init; }

    /// <summary>Order number.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>Local date of the shipment, or null while it is not shipped: then nothing is expected yet.</summary>
    public DateOnly? ShippedOn { get; init; }

    /// <summary>Currency of the amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Amount to be invoiced, gross.</summary>
    public required decimal Total { get; init; }

    /// <summary>Parts by name (goods, shipping, discount, tax, cashRounding, …) that add up to the total, discounts negative; null when not known.</summary>
    public IReadOnlyDictionary<string, decimal>? Parts { get; init; }

    /// <summary>How many roundings are behind the amount.</summary>
    public int Roundings { get; init; }

    /// <summary>How far it came.</summary>
    public FlowProgress Flow { get; init; } = FlowProgress.Done;
}
