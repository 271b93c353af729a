namespace ErpSync.Model;

/// <summary>One return of an order, with the items exchanged for it.</summary>
public sealed record Return
{
    /// <summary>Id in the source.</summary>
    public required string Id { get; init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What comes back.</summary>
    public IReadOnlyList<ReturnLine> Lines { get; init; } = [];

    /// <summary>Ids of the order lines that go out in exchange.</summary>
    public IReadOnlyList<string> ExchangeLines { get; init; } = [];
}
