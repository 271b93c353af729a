namespace ErpSync.Testing.Stores;

/// <summary>One rule of the store contract and the test of it.</summary>
/// <param name="Id">Stable name, for example <c>intake-01</c>.</param>
/// <param name="Title">The rule in one line.</param>
/// <param name="Run">Throws <see cref="StoreCheckException"/> when the store breaks the rule.</param>
public sealed record StoreCheck(string Id, string Title, Func<StoreContext, Task> Run)
{
    /// <summary>Whether it needs a store whose records outlive it.</summary>
    public bool NeedsDurability { get; init; }

    /// <summary>Whether it needs a store that keeps the stock ledger (<see cref="Storage.IStockStore"/>).</summary>
    public bool NeedsStock { get; init; }

    /// <summary>Whether it needs a store whose lanes several owners share.</summary>
    public bool NeedsSeveralOwners { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{Id}: {Title}";
}
