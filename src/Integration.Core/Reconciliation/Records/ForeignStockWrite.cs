namespace ErpSync.Reconciliation.Records;

/// <summary>A change of stock that the owner of the number did not make.</summary>
public sealed record ForeignStockWrite
{
    /// <summary>Id of the change.</summary>
    public required string Id { get; init; }

    /// <summary>System it was made in.</summary>
    public required StockSystem System { get; init; }

    /// <summary>Article.</summary>
    public required string Sku { get; init; }

    /// <summary>Location.</summary>
    public required string Location { get; init; }

    /// <summary>Number before.</summary>
    public required decimal From { get; init; }

    /// <summary>Number after.</summary>
    public required decimal To { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who made it.</summary>
    public required string Actor { get; init; }

    internal string Key => $"{Sku}@{Location}";
}
