using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Work on one event: a fork of the books, the journals so far and what stands out.</summary>
internal sealed class EventRun(FinanceSetup setup, CompanyBooks books, FinanceEvent happened, PeriodRules periods)
{
    public FinanceSetup Setup { get; } = setup;

    public FinancePolicies Policies => Setup.Policies;

    public CompanyBooks Books { get; } = books;

    public FinanceEvent Happened { get; } = happened;

    public PeriodRules Periods { get; } = periods;

    public List<JournalBuilder> Journals { get; } = [];

    public List<string> Exceptions { get; } = [];

    public Currency Functional => Setup.FunctionalCurrency;

    public DateOnly Today => Periods.DayOf(Happened.At);

    /// <summary>The order the event names; one that needs an order and names none waits for it.</summary>
    public OrderBook Order() => Happened.Order is { } id ? Books.Own(id) : throw new RefusedException("DependencyMissing");

    public JournalBuilder Journal(string doc, Currency currency, DateOnly? date = null, JournalGroup? group = null)
    {
        var journal = new JournalBuilder(doc, currency, date ?? Today) { Group = group };
        Journals.Add(journal);
        return journal;
    }

    /// <summary>A new monetary amount at the event's rate.</summary>
    public Dual AtRate(decimal amount, Currency currency) =>
        currency == Functional ? new Dual(amount, amount)
        : amount == 0m ? default
        : Happened.Rate is { } rate ? new Dual(amount, Functional.Round(amount * rate))
        : throw new RefusedException("MissingRate");

    public GatewayKind KindOf(string gateway) => Setup.Gateways.TryGetValue(gateway, out var kind) ? kind : GatewayKind.Gateway;

    public AccountRole TenderRole(string gateway) => KindOf(gateway) switch
    {
        GatewayKind.Marketplace => AccountRole.MarketplaceClearing,
        GatewayKind.Cash => AccountRole.Cash,
        GatewayKind.Bank => AccountRole.Bank,
        GatewayKind.GiftCard => AccountRole.GiftCardLiability,
        GatewayKind.StoreCredit => AccountRole.StoreCreditLiability,
        _ => AccountRole.GatewayClearing,
    };

    public AccountRole FeeRole(string gateway) => KindOf(gateway) == GatewayKind.Marketplace ? AccountRole.MarketplaceFees : AccountRole.GatewayFees;

    public static JournalDimensions OfGateway(string gateway) => new() { Gateway = gateway };

    /// <summary>Notes what a gateway holds for a balance transaction; cash and bank hold nothing.</summary>
    public void Clear(string gateway, string type, string reference, Currency currency, Dual amount)
    {
        if (KindOf(gateway) is GatewayKind.Gateway or GatewayKind.Marketplace)
        {
            var key = new ClearingKey(gateway, type, reference);
            var before = Books.Clearing.TryGetValue(key, out var item) ? item.Amount : default;
            Books.Clearing = Books.Clearing.SetItem(key, new ClearingItem(currency, before + amount));
        }
    }

    public void RefuseForeign(OrderBook order, bool when = true)
    {
        if (when && order.Currency != Functional)
        {
            throw new RefusedException("Unsupported");
        }
    }

    public static void Refuse(bool when, string code)
    {
        if (when)
        {
            throw new RefusedException(code);
        }
    }
}
