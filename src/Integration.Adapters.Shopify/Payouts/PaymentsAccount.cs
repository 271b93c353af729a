using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Payouts;

/// <summary>
/// Asks about Shopify Payments. A shop without it, and an app that may not read it, are states of their own: the flow stops with one case, nothing reads as
/// deleted, and the rest of the connection goes on.
/// </summary>
internal sealed class PaymentsAccount(ShopifyClient client)
{
    public const string Gateway = "shopify_payments";

    private const string Root = "shopifyPaymentsAccount";

    /// <exception cref="ConnectorException">Any fault.</exception>
    public async Task<(GraphReply Reply, JsonElement Account)> QueryAsync(Operation operation, Action<Utf8JsonWriter> variables, CancellationToken ct)
    {
        GraphReply reply;
        try
        {
            reply = await client.QueryAsync(operation, variables, ct);
        }
        catch (ConnectorException denied) when (denied.Fault.Code == "shopify.access-denied")
        {
            // As Unauthorized it would rest the whole connection, orders included, although only this part is closed to the app.
            throw new ConnectorException(denied.Fault with
            {
                Kind = FaultKind.SchemaChanged,
                Code = "shopify.payouts-denied",
                Hint = "Grant the app read_shopify_payments_payouts (and read_shopify_payments_disputes for disputes), then resume the flow; or leave SyncPayouts out.",
            }, denied);
        }

        if (reply.Data.Object(Root) is { } account && account.Filled("id") is not null)
        {
            return (reply, account);
        }

        reply.Dispose();
        throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "shopify.payments-not-enabled", "The shop has no Shopify Payments account, so it has no payouts to read.")
        {
            Hint = "Activate Shopify Payments and resume the flow, or leave SyncPayouts out: other gateways do not tell their payouts to Shopify.",
        });
    }
}
