namespace ErpSync.Model;

/// <summary>Which side of every <see cref="MoneyPair"/> a document is written in. Chosen once per order and kept.</summary>
public enum CurrencyHandling
{
    /// <summary>The shop's accounting currency. Default.</summary>
    Shop,

    /// <summary>The currency shown to the buyer.</summary>
    Presentment,
}
