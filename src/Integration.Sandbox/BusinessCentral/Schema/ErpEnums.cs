using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>The enumerations of the sets the sandbox serves, by their AL member texts.</summary>
internal static class ErpEnums
{
    public const string Blank = "_x0020_";

    private static readonly FrozenDictionary<string, string[]> Texts = new Dictionary<string, string[]>
    {
        ["analysisSourceType"] = [" ", "Customer", "Vendor", "Item"],
        ["contactType"] = ["Company", "Person"],
        ["customerBlocked"] = [" ", "Ship", "Invoice", "All"],
        ["dimensionSetEntryBufferParentType"] = [" ", "Journal Line", "Sales Order", "Sales Order Line", "Sales Credit Memo",
            "Sales Credit Memo Line", "Sales Invoice", "Sales Invoice Line"],
        ["genJournalAccountType"] = ["G/L Account", "Customer", "Vendor", "Bank Account"],
        ["genJournalDocumentType"] = [" ", "Payment", "Invoice", "Credit Memo", "Finance Charge Memo", "Reminder", "Refund"],
        ["glAccountCategory"] = [" ", "Assets", "Liabilities", "Equity", "Income", "Cost of Goods Sold", "Expense"],
        ["glAccountType"] = ["Posting", "Heading", "Total", "Begin-Total", "End-Total"],
        ["invoiceEntityAggregateStatus"] = [" ", "Draft", "In Review", "Open", "Paid", "Canceled", "Corrective"],
        ["invoiceLineAggLineType"] = ["Comment", "Account", "Item", "Resource", "Fixed Asset", "Charge", "Allocation Account"],
        ["itemLedgerDocumentType"] = [" ", "Sales Shipment", "Sales Invoice", "Sales Return Receipt", "Sales Credit Memo"],
        ["itemLedgerEntryType"] = ["Purchase", "Sale", "Positive Adjmt.", "Negative Adjmt.", "Transfer"],
        ["itemType"] = ["Inventory", "Service", "Non-Inventory"],
        ["salesCrMemoEntityBufferStatus"] = ["Draft", "In Review", "Open", "Canceled", "Corrective", "Paid"],
        ["salesLineType"] = [" ", "G/L Account", "Item", "Resource", "Fixed Asset", "Charge (Item)", "Allocation Account"],
        ["salesOrderEntityBufferStatus"] = ["Draft", "In Review", "Open"],
        ["taxBufferType"] = ["Sales Tax", "VAT"],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string[]> Encoded =
        Texts.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Select(Encode).ToArray());

    public static IEnumerable<string> Names => Encoded.Keys.Order(StringComparer.Ordinal);

    public static IReadOnlyList<string> Members(string name) => Encoded[name];

    public static string First(string name) => Encoded[name][0];

    public static IReadOnlyList<string> Captions(string name) => Texts[name];

    /// <summary>The OData name of what a client sent, which may be the AL text; null when there is no such member.</summary>
    public static string? Find(string name, string sent)
    {
        var encoded = sent.Length == 0 ? Blank : Encode(sent);
        var members = Encoded[name];
        return members.Contains(sent, StringComparer.Ordinal) ? sent
            : members.FirstOrDefault(member => string.Equals(member, encoded, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>OData-safe name: every character that is not a letter or digit becomes <c>_xHHHH_</c>.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = char.IsAsciiLetterOrDigit(letter)
                ? encoded.Append(letter)
                : encoded.Append(CultureInfo.InvariantCulture, $"_x{(int)letter:X4}_");
        }

        return encoded.ToString();
    }
}
