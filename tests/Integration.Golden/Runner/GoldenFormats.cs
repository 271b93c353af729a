using ErpSync.Golden.Demand;
using ErpSync.Golden.Documents;
using ErpSync.Golden.Finance;
using ErpSync.Golden.Inventory;
using ErpSync.Golden.Ownership;
using ErpSync.Golden.Reconciliation;

namespace ErpSync.Golden.Runner;

/// <summary>Formats that have an engine.</summary>
public static class GoldenFormats
{
    private static readonly IGoldenFormat[] All =
    [
        new DocumentsFormat(),
        new FinanceFormat(),
        new OwnershipFormat(),
        new InventoryFormat(),
        new DemandFormat(),
        new ReconciliationFormat(),
    ];

    public static IGoldenFormat? Find(string? name) => Array.Find(All, format => format.Name == name);
}
