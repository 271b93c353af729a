namespace ErpSync.Ownership;

/// <summary>Which connection plays which role.</summary>
public sealed record OwnershipRoles
{
    /// <summary>The ERP: financial documents, items, prices; stock when there is no WMS.</summary>
    public required string Erp { get; init; }

    /// <summary>The shop: orders, customers, payments.</summary>
    public required string Shop { get; init; }

    /// <summary>The WMS or 3PL: stock and shipments; null when the ERP executes.</summary>
    public string? Wms { get; init; }

    /// <summary>The CRM or CDP: consent; null when the shop keeps it.</summary>
    public string? Crm { get; init; }

    /// <summary>Who executes.</summary>
    internal string Executor => Wms ?? Erp;

    internal IEnumerable<string> All => new[] { Erp, Shop, Wms, Crm }.OfType<string>();
}
