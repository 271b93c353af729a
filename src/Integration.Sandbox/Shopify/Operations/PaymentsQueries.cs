using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Reads of the Shopify Payments account.</summary>
internal sealed class PaymentsQueries(ShopState shop)
{
    private const string Account = "ShopifyPaymentsAccount";

    private static readonly Dictionary<string, Func<PayoutState, object?>> PayoutFilters = new(StringComparer.Ordinal)
    {
        ["id"] = static payout => payout.Id,
        ["issued_at"] = static payout => payout.IssuedAt,
        ["status"] = static payout => payout.Status,
    };

    private static readonly Dictionary<string, Func<BalanceState, object?>> BalanceFilters = new(StringComparer.Ordinal)
    {
        ["id"] = static item => item.Id,
        ["payments_transfer_id"] = static item => item.Payout?.Id ?? 0L,
        ["payout_status"] = static item => item.Payout?.Status ?? "PENDING",
        ["payout_date"] = static item => item.Payout?.IssuedAt,
        ["processed_at"] = static item => item.At,
        ["transaction_type"] = static item => item.Type,
    };

    private static readonly Dictionary<string, Func<DisputeState, object?>> DisputeFilters = new(StringComparer.Ordinal)
    {
        ["id"] = static dispute => dispute.Id,
        ["initiated_at"] = static dispute => dispute.OpenedAt,
        ["status"] = static dispute => dispute.Status,
    };

    private readonly PaymentsNodes _nodes = new(shop);

    public void Register(RootFields roots)
    {
        roots.Query("shopifyPaymentsAccount", _ => shop.Options.HasShopifyPayments ? Locked(_nodes.Account) : null);
        roots.Field(Account, "payouts", (_, context) => Locked(() => Payouts(context)));
        roots.Field(Account, "balanceTransactions", (_, context) => Locked(() => Balance(context)));
        roots.Field(Account, "disputes", (_, context) => Locked(() => Disputes(context)));
    }

    private ConnectionItem[] Payouts(IResolveFieldContext context)
    {
        var request = ShopRequest.Of(context);
        var query = request.Parse(context.GetArgument<string?>("query"), "payouts", PayoutFilters.Keys);
        var direction = context.GetArgument<string?>("transactionType");
        var isById = context.GetArgument<string?>("sortKey") == "ID";
        return [.. shop.Payments.Payouts.Values
            .Where(payout => !(payout.IssuedAt > request.ListsAsOf) && query?.Matches(payout, PayoutFilters) != false)
            .Where(payout => direction is null || direction == (payout.Net < 0m ? "WITHDRAWAL" : "DEPOSIT"))
            .Select(payout => new ConnectionItem(isById ? Key(payout.Id) : Key(payout.IssuedAt.UtcTicks) + "-" + Key(payout.Id), _nodes.Payout(payout)))
            .OrderBy(static item => item.Key, StringComparer.Ordinal)];
    }

    private ConnectionItem[] Balance(IResolveFieldContext context)
    {
        var request = ShopRequest.Of(context);
        var query = request.Parse(context.GetArgument<string?>("query"), "balanceTransactions", BalanceFilters.Keys);
        var hides = context.GetArgument<bool?>("hideTransfers") == true;
        var isById = context.GetArgument<string?>("sortKey") == "ID";
        new PaymentsDesk(shop).Collect();
        return [.. shop.Payments.Balance.Values
            .Where(item => !(hides && item.Type == "TRANSFER") && !(item.AssignedAt > request.ListsAsOf) && query?.Matches(item, BalanceFilters) != false)
            .Select(item => new ConnectionItem(isById ? Key(item.Id) : Key(item.At.UtcTicks) + "-" + Key(item.Id), _nodes.Balance(item)))
            .OrderBy(static item => item.Key, StringComparer.Ordinal)];
    }

    private ConnectionItem[] Disputes(IResolveFieldContext context)
    {
        var query = ShopRequest.Of(context).Parse(context.GetArgument<string?>("query"), "disputes", DisputeFilters.Keys);
        return [.. shop.Payments.Disputes.Values.Where(dispute => query?.Matches(dispute, DisputeFilters) != false)
            .Select(dispute => new ConnectionItem(Key(dispute.Id), _nodes.Dispute(dispute)))];
    }

    private static string Key(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    private T Locked<T>(Func<T> read)
    {
        lock (shop.Gate)
        {
            return read();
        }
    }
}
