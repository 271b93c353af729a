using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Payouts;

/// <summary>Reads the balance transactions of a payout, page by page to the end.</summary>
internal sealed class BalanceReader(PaymentsAccount account, ShopifyOptions options)
{
    private const int PageSize = 250;
    private const string Connection = "balanceTransactions";
    private static readonly Operation Page = Operation.Load("balance-transactions");

    /// <exception cref="FieldFaultException">A transaction cannot be understood, or there are too many.</exception>
    public async Task<IReadOnlyList<BalanceTransaction>> ReadAsync(string payout, CancellationToken ct)
    {
        var found = new List<BalanceTransaction>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            if (seen.Count >= options.MaxNestedNodes)
            {
                throw FieldFaultException.Invalid("shopify.payout-too-large", "transactions", $"has more than {options.MaxNestedNodes} entries, which this connection does not read",
                    "Raise MaxNestedNodes, or book the payout by hand.");
            }

            var after = cursor;
            var (reply, owner) = await account.QueryAsync(
                Page,
                writer =>
                {
                    writer.WriteNumber("first", PageSize);
                    writer.WriteString("after", after);
                    writer.WriteString("query", $"payments_transfer_id:{Gid.Tail(payout)}");
                },
                ct);
            using (reply)
            {
                var nodes = owner.Nodes(Connection).ToArray();
                foreach (var node in nodes)
                {
                    if (node.Object("associatedPayout")?.Text("id") != payout)
                    {
                        // A filter that the shop does not know is ignored, and the list then holds everything.
                        throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "shopify.filter-ignored", $"The balance transactions of payout {Gid.Tail(payout)} hold some of another payout; none of them is used.")
                        {
                            Hint = "Set ApiVersion to a version this release was tested with, or update the package.",
                        });
                    }

                    if (seen.Add(node.Filled("id") ?? "") && PayoutMapper.Transaction(node, $"transactions[{found.Count}]") is { } transaction)
                    {
                        found.Add(transaction);
                    }
                }

                cursor = PageEnd.NextCursor(owner.Object(Connection), nodes.Length, Page);
            }
        }
        while (cursor is not null);
        return found;
    }
}
