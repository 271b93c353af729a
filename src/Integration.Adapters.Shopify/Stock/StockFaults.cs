using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Stock;

/// <summary>User errors of stock writes as faults.</summary>
internal static class StockFaults
{
    /// <summary>Shopify remembers for a day that writes under these keys failed: proof that nothing was written, and no word about the quantity.</summary>
    public static Fault FailedBefore(string? requestId) => new(
        FaultKind.Transient, "shopify.earlier-attempt-failed", "Earlier attempts of the same stock write failed inside Shopify, and it answers with them; nothing was written.")
    {
        Hint = "It is sent again under another key by itself. If it stays, look whether Shopify reports an outage.",
        RemoteRequestId = requestId,
    };

    public static Fault Of(JsonElement error, string sku) => error.Text("code") switch
    {
        "CHANGE_FROM_QUANTITY_STALE" or "COMPARE_QUANTITY_STALE" => new Fault(
            FaultKind.Conflict, "shopify.stock-stale", $"The stock of '{sku}' in the shop is not what the write was planned on.")
        { Hint = "Read it again and plan again." },
        "INVALID_INVENTORY_ITEM" => new Fault(FaultKind.MissingDependency, "shopify.unknown-item", $"The article behind SKU '{sku}' is gone.")
        {
            Field = "sku",
            Hint = "Create the article in the shop or correct the SKU.",
        },
        "INVALID_LOCATION" => new Fault(FaultKind.Invalid, "shopify.unknown-location", $"A location that '{sku}' is written to does not exist in the shop.")
        {
            Field = "cells",
            Hint = "Correct LocationMap or DefaultLocation of the connection.",
        },
        "INVALID_QUANTITY_NEGATIVE" or "INVALID_QUANTITY_TOO_HIGH" or "INVALID_QUANTITY_TOO_LOW" => new Fault(
            FaultKind.Invalid, "shopify.bad-quantity", $"The shop does not take this quantity of '{sku}': {GraphErrors.Clean(error.Text("message"))}")
        {
            Field = "cells",
            Hint = "Correct the quantity in the ERP or in the stock rule.",
        },
        "ITEM_NOT_STOCKED_AT_LOCATION" => new Fault(FaultKind.Rejected, "shopify.not-stocked", $"'{sku}' is not stocked at a location it is written to.")
        {
            Field = "cells",
            Hint = "Stock the article at that location in the shop, or set ApiVersion to 2026-10.",
        },
        var code => new Fault(FaultKind.Rejected, "shopify.stock-refused", $"The shop refused the stock of '{sku}' ({code ?? "no code"}): {GraphErrors.Clean(error.Text("message"))}"),
    };
}
