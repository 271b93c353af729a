namespace ErpSync.Adapters.Files;

/// <summary>Names this adapter uses for columns.</summary>
internal static class FileColumns
{
    private static readonly string[] Stock = ["sku", "location", "on_hand", "as_of", "available"];
    private static readonly string[] Shipments =
        ["shipment_id", "order_number", "shipped_at", "sku", "quantity", "external_order_number", "order_line", "carrier", "tracking", "location"];

    private static readonly string[] Returns = ["return_id", "order_number", "received_at", "sku", "quantity", "disposition", "location", "reason"];

    public static IReadOnlyList<string> Of(FileKind kind) => kind switch
    {
        FileKind.Stock => Stock,
        FileKind.Shipments => Shipments,
        _ => Returns,
    };

    /// <summary>Columns every file of the kind must have: those before the optional ones.</summary>
    public static IEnumerable<string> Required(FileKind kind) => Of(kind).Take(kind switch
    {
        FileKind.Stock => 4,
        FileKind.Shipments => 5,
        _ => 6,
    });
}
