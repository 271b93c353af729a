namespace ErpSync.Demand;

/// <summary>What facts say about one day of one series.</summary>
internal sealed class DayBook
{
    private readonly Dictionary<string, decimal> _sessions = new(StringComparer.Ordinal);
    private decimal _denied;

    /// <summary>Whether the day has an order, or demand moved to it.</summary>
    public bool HasDemand { get; set; }

    public decimal Demand { get; set; }

    public decimal Ordered { get; set; }

    public decimal CancelledByCustomer { get; set; }

    public decimal CancelledAsFraudOrTest { get; set; }

    public decimal CancelledOutOfStock { get; set; }

    public decimal Shipped { get; set; }

    public decimal Backordered { get; set; }

    public decimal ReturnedByOrderDate { get; set; }

    public decimal ReturnedByReturnDate { get; set; }

    public decimal Exchanged { get; set; }

    public bool IsSubstitution { get; set; }

    public decimal Denied => _denied + _sessions.Values.Sum();

    public void Deny(decimal quantity, string? session)
    {
        if (session is null)
        {
            _denied += quantity;
        }
        else
        {
            _sessions[session] = Math.Max(quantity, _sessions.GetValueOrDefault(session));
        }
    }
}
