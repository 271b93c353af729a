using ErpSync.Storage;

namespace ErpSync.Testing.Simulation.Bugs;

/// <summary>Confirms every third posting of stock and keeps none of it.</summary>
internal sealed class ForgetfulLedger(IStockStore inner) : IStockStore
{
    private int _calls;

    public ValueTask<StockPostingResult> PostStockAsync(StockPosting posting, CancellationToken ct) =>
        ++_calls % 3 == 0 ? ValueTask.FromResult(new StockPostingResult(StockPostingOutcome.Posted, [])) : inner.PostStockAsync(posting, ct);

    public ValueTask<IReadOnlyList<StockBalance>> ReadStockAsync(IReadOnlyList<string> skus, string accountPrefix, CancellationToken ct) => inner.ReadStockAsync(skus, accountPrefix, ct);

    public ValueTask<IReadOnlyList<StockEntry>> ReadStockEntriesAsync(long after, int limit, CancellationToken ct) => inner.ReadStockEntriesAsync(after, limit, ct);

    public ValueTask<IReadOnlyList<StockDifference>> CompareStockAsync(CancellationToken ct) => inner.CompareStockAsync(ct);
}
