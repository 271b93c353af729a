using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Sections;

/// <summary>What every section of a run needs to know.</summary>
internal sealed class RunContext(ReconciliationScope scope, ReconciliationSettings settings, IReadOnlyList<ReconciliationSection> sections, Findings findings)
{
    private readonly Dictionary<string, OrderFacts> _orders = new(StringComparer.Ordinal);

    public ReconciliationScope Scope => scope;

    public ReconciliationSettings Settings => settings;

    public IReadOnlyList<ReconciliationSection> Sections => sections;

    public Findings Findings => findings;

    public BalanceUnit BookUnit => BalanceUnit.Of(scope.BookCurrency);

    public DateOnly Today { get; } = DateOf(scope.AsOf, scope.TimeZone);

    /// <summary>When the bank lines of each payout arrived: earliest and latest.</summary>
    public Dictionary<string, (DateOnly First, DateOnly Last)> BankDates { get; } = new(StringComparer.Ordinal);

    /// <summary>Keeps the orders whose facts decide about leftovers; the others are not needed later.</summary>
    public void Remember(IEnumerable<OrderFacts> orders)
    {
        foreach (var order in orders.Where(static order => order.DeletedAt is not null || order.Edits.Count > 0))
        {
            _orders[order.Number] = order;
        }
    }

    public OrderFacts? Order(string number) => _orders.GetValueOrDefault(number);

    public DateOnly LocalDate(DateTimeOffset instant) => DateOf(instant, scope.TimeZone);

    public int Age(DateOnly? date) => date is { } day ? Math.Max(0, Today.DayNumber - day.DayNumber) : 0;

    public int Age(DateTimeOffset instant) => Age(LocalDate(instant));

    public bool IsWithin(TimeSpan deadline, DateTimeOffset since) => scope.AsOf - since <= deadline;

    public bool IsInPeriod(DateOnly date) => date <= scope.PeriodEnd;

    public decimal MinorUnit(BalanceUnit unit) => unit.Currency is { } currency && settings.MinorUnits.TryGetValue(currency, out var minor) ? minor : 0.01m;

    private static DateOnly DateOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
