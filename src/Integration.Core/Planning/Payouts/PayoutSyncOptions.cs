using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Policies;

namespace ErpSync.Planning.Payouts;

/// <summary>How payouts of a shop's payment gateway become journals of an ERP.</summary>
public sealed class PayoutSyncOptions
{
    /// <summary>First day whose payouts and lost disputes are booked; earlier ones are left alone. Default null: all that the shop has.</summary>
    public DateOnly? BookFrom { get; set; }

    /// <summary>Zone whose days are posting dates. Default UTC.</summary>
    public TimeZoneInfo CompanyTimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Periods and when they close; null takes every date as open. Default null.</summary>
    public IReadOnlyList<FinancePeriod>? Calendar { get; set; }

    /// <summary>What happens when the period of a payout is closed. Default: the next open period.</summary>
    public ClosedPeriodPolicy ClosedPeriod { get; set; }

    /// <summary>
    /// Account role per kind of adjustment in the gateway's own word (<see cref="Model.BalanceTransaction.SourceType"/>), for example <c>SHIPPING_LABEL</c>. The
    /// money of a kind that is missing here is booked to the bank and stays visible on the clearing account, with a case. Case-insensitive, default none.
    /// </summary>
    public IDictionary<string, AccountRole> AdjustmentRoles { get; } = new Dictionary<string, AccountRole>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How long after its issue a payout may wait for transactions that the gateway's list does not show yet, before a difference is a case. Default 1 hour; 0 to 7 days.
    /// </summary>
    public TimeSpan TransactionWait { get; set; } = TimeSpan.FromHours(1);

    /// <summary>True posts the journals; false leaves them in the ERP for a person. Default true.</summary>
    public bool Post { get; set; } = true;

    /// <summary>True also books the loss of a dispute (<see cref="AccountRole.ChargebackLoss"/>) once it is decided. Default true.</summary>
    public bool BookLostDisputes { get; set; } = true;

    /// <summary>When a dispute counts as decided. Of a day without a time it is noon at the company, which every day has in every zone.</summary>
    internal DateTimeOffset DecidedAt(Model.PaymentDispute dispute)
    {
        if (dispute.ClosedOn is not { } day)
        {
            return dispute.ClosedAt ?? dispute.OpenedAt;
        }

        var noon = day.ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(noon, CompanyTimeZone.GetUtcOffset(noon));
    }

    /// <summary>The books of one payout: its currency is theirs, because an ERP without currency in its journals takes no other.</summary>
    internal FinanceSetup Setup(Model.Currency currency, string gateway, OpeningBalances opening) => new()
    {
        CompanyId = gateway,
        FunctionalCurrency = currency,
        TimeZone = CompanyTimeZone,
        Calendar = Calendar,
        Policies = new FinancePolicies { ClosedPeriod = ClosedPeriod },
        Gateways = new Dictionary<string, GatewayKind>(StringComparer.Ordinal) { [gateway] = GatewayKind.Gateway },
        Opening = opening,
    };
}
