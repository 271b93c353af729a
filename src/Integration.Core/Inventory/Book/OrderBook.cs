namespace ErpSync.Inventory;

internal sealed class OrderBook(string id, string pool, string? channel, int priority, DateTimeOffset? promised) : ClaimOwner("order", id, pool, channel)
{
    private readonly HashSet<string> _transactions = new(StringComparer.Ordinal);

    public override int Priority { get; } = priority;

    public override DateTimeOffset? Promised { get; } = promised;

    public string? Session { get; init; }

    public bool IsCancelled { get; set; }

    public bool IsAuthorised { get; set; }

    public bool IsCaptured { get; set; }

    public decimal CapturedAmount { get; set; }

    public string? ErpStatus { get; set; }

    public DateTimeOffset? AllocationAskedAt { get; set; }

    public ReservationSubject Subject => new(Id, Channel, Pool, Priority);

    /// <summary>False when a transaction of this kind was seen before.</summary>
    public bool IsNew(string kind, string? transaction) => transaction is null || _transactions.Add(kind + "/" + transaction);

    public ClaimedLine? Line(int number) => Lines.GetValueOrDefault(number);
}
