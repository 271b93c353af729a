namespace ErpSync.Planning;

/// <summary>What a line of an order is to the stock ledger.</summary>
internal enum StockLineRole
{
    /// <summary>An article: claims its own units.</summary>
    Article,

    /// <summary>A kit: counted, because the shop takes its open orders off itself; its components claim.</summary>
    Kit,

    /// <summary>A component of a kit: claims units that no line of the order names.</summary>
    Component,
}
