namespace ErpSync.Conformance.BusinessCentral;

/// <summary>What is not run against the sandbox company, and why.</summary>
internal static class ErpReasons
{
    private const string NoAmounts = "Records of this kind carry no amounts.";
    private const string OneCurrency = "A document of Business Central is in one currency; there is no second side to mix up.";
    private const string NoText = "It carries numbers and codes only, no free text.";
    private const string Fresh =
        "A write states the whole wanted content and is compared with a reading made just before it; the version of that reading guards the write (If-Match), not the version the plan saw.";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SRC-08"] = "OData pages announce no number of rows, and an empty page with a next link is allowed: it is followed.",
        ["SRC-09/stock-level"] = "The version of a change is the item's newest ledger entry; a look-up by number does not read the ledger and states the quantities instead. Versions are compared between readings only.",
        ["SRC-12/stock-level"] = "Stock has no change time in Business Central: changes are found by ledger entry, so a window of time holds everything.",
        ["FID-04/stock-level"] = "Stock has no change time in Business Central.",
        ["CHK-04/stock-level"] = "Its checkpoint is a number of the ledger, not a time.",
        ["SRC-07/stock-level"] = "Its checkpoint is a number of the ledger, not a time; late entries are found by an overlap of entries.",
        ["SRC-13/shipment"] = "Shipments are read by the same paging as items, which are read in that number.",
        ["SRC-13/sales-document-state"] = "Documents are read by the same paging as items, which are read in that number.",
        ["SRC-13/stock-level"] = "Stock is read by the same paging as items, which are read in that number.",
        ["SRC-03/ledger-entry"] = "Every posting makes several entries at once, so their number cannot be arranged one by one; the other entities show the page boundaries of the same paging.",
        ["SRC-13/ledger-entry"] = "Entries are read by the same paging as items, page by page.",
        ["FID-01/ledger-entry"] = "Entries are in local currency and do not name it.",
        ["FID-03/ledger-entry"] = "An entry has no parts.",
        ["FID-05/ledger-entry"] = NoText,
        ["FID-01/shipment"] = NoAmounts,
        ["FID-01/stock-level"] = NoAmounts,
        ["FID-01/item"] = NoAmounts,
        ["FID-02"] = OneCurrency,
        ["FID-03/shipment"] = NoAmounts,
        ["FID-03/stock-level"] = NoAmounts,
        ["FID-03/item"] = NoAmounts,
        ["FID-05/sales-document-state"] = "The external number is a code, which Business Central keeps in upper case.",
        ["FID-05/shipment"] = NoText,
        ["FID-05/stock-level"] = NoText,
        ["FID-05w/document-posting"] = "A posting carries no text.",
        ["FID-06/document-posting"] = "A posting carries no text.",
        ["FID-05w/payment-entry"] = "The texts of a payment are codes, which Business Central keeps in upper case.",
        ["FID-07"] = "Texts of Business Central are never null; absent and empty are one there.",
        ["IDM-05/customer"] = "A customer is found or created; one that exists is taken as it is, and changes come as updates of their own.",
        ["IDM-05/document-posting"] = "A posting is an order to post; with other content it is another posting, and what is posted already counts for it.",
        ["SNK-06/customer"] = Fresh,
        ["SNK-06/sales-document"] = Fresh,
        ["IDM-05/payment-entry"] = "A transaction of the shop never changes; a payment that is posted is known by its number alone, because the ledger is in local currency.",
        ["SNK-09/document-posting"] = "A document that is gone was deleted or posted in Business Central: that is Rejected, because waiting does not bring it back.",
        ["SNK-09/general-journal"] = "A journal refers to accounts only, and one that is missing is a wrong mapping: that is Invalid, because waiting does not bring it.",
        ["SRC-13/item"] = "The sandbox takes minutes to make that many items; pages are read one by one and none is kept.",
        ["SNK-09/customer"] = "A customer refers to nothing that could be missing.",
    };
}
