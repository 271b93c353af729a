using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Payouts;

/// <summary>From Shopify's payouts, balance transactions and disputes to canonical records. Failures name the field.</summary>
internal static class PayoutMapper
{
    private const string NewWord = "Update the package, or report the word with the API version.";

    /// <summary>Changes whenever the payout does: Shopify states no change time.</summary>
    public static string VersionOf(JsonElement payout) =>
        $"{payout.Text("status")}|{payout.Text("issuedAt")}|{payout.Object("net")?.Text("amount")}|{payout.Object("net")?.Text("currencyCode")}";

    public static string VersionOfDispute(JsonElement dispute) =>
        $"{dispute.Text("status")}|{dispute.Text("type")}|{dispute.Text("finalizedOn")}|{dispute.Object("amount")?.Text("amount")}";

    public static Payout Payout(JsonElement node, IReadOnlyList<BalanceTransaction> transactions)
    {
        var id = RequiredFields.Id(node);
        var status = PayoutWords.Status(node.RequiredText("status", "status"))
            ?? throw FieldFaultException.Invalid("shopify.unknown-word", "status", $"is '{GraphErrors.Clean(node.Text("status"))}', which is not known", NewWord);
        return new Payout
        {
            Id = id,
            Number = node.Filled("legacyResourceId") ?? Gid.Tail(id),
            Gateway = PaymentsAccount.Gateway,
            Status = status,
            IssuedAt = node.RequiredInstant("issuedAt", "issuedAt"),
            Net = Sum(node, "net", "net"),
            Reference = node.Filled("externalTraceId"),
            Transactions = transactions,
            Raw = new RawDocument("application/json", JsonMarshal.GetRawUtf8Value(node).ToArray()),
        };
    }

    /// <summary>A balance transaction, or null for one of a test.</summary>
    public static BalanceTransaction? Transaction(JsonElement node, string path)
    {
        if (node.Flag("test") == true)
        {
            return null;
        }

        var word = node.RequiredText("type", $"{path}.type");
        var amount = Sum(node, "amount", $"{path}.amount");
        var source = node.Whole("sourceId");
        return new BalanceTransaction
        {
            Id = node.RequiredText("id", $"{path}.id"),
            Type = PayoutWords.Type(word, amount.Amount),
            SourceType = word,
            At = node.RequiredInstant("transactionDate", $"{path}.at"),
            Amount = amount,
            Fee = Sum(node, "fee", $"{path}.fee"),
            Net = Sum(node, "net", $"{path}.net"),
            OrderId = node.Object("associatedOrder")?.Filled("id"),
            OrderName = node.Object("associatedOrder")?.Filled("name"),
            PaymentId = node.Whole("sourceOrderTransactionId")?.ToString(CultureInfo.InvariantCulture),
            DisputeId = node.Text("sourceType") == "DISPUTE" && source is { } dispute ? Gid.Of("ShopifyPaymentsDispute", dispute) : null,
            Reason = node.Filled("adjustmentReason"),
        };
    }

    public static PaymentDispute Dispute(JsonElement node)
    {
        var status = PayoutWords.Dispute(node.RequiredText("status", "status"))
            ?? throw FieldFaultException.Invalid("shopify.unknown-word", "status", $"is '{GraphErrors.Clean(node.Text("status"))}', which is not known", NewWord);

        // Up to API version 2026-01 both are a Date, from 2026-04 on a DateTime.
        var (closedOn, evidenceDueOn) = (node.Day("finalizedOn"), node.Day("evidenceDueBy"));
        return new PaymentDispute
        {
            Id = RequiredFields.Id(node),
            Gateway = PaymentsAccount.Gateway,
            Status = status,
            IsInquiry = node.Text("type") == "INQUIRY",
            Amount = Sum(node, "amount", "amount"),
            OpenedAt = node.RequiredInstant("initiatedAt", "openedAt"),
            ClosedAt = closedOn is null ? node.Instant("finalizedOn") : null,
            ClosedOn = closedOn,
            EvidenceDueAt = evidenceDueOn is null ? node.Instant("evidenceDueBy") : null,
            EvidenceDueOn = evidenceDueOn,
            Reason = node.Object("reasonDetails")?.Filled("reason"),
            OrderId = node.Object("order")?.Filled("id"),
        };
    }

    private static Money Sum(JsonElement owner, string member, string path) => owner.Object(member) is { } sum
        ? new Money(sum.AmountOf("amount", path), sum.CurrencyOf("currencyCode", path))
        : throw FieldFaultException.Missing(path);
}
