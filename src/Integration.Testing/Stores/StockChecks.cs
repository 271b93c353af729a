using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class StockChecks
{
    private const string Free = "free/MAIN";
    private const int Workers = 8;
    private const int Runs = 1_000;

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        Check("stock-01", "a posting is written as a whole or not at all, and says what is missing", async (c, stock) =>
        {
            await SupplyAsync(c, stock, ("A", 5m), ("B", 1.5m));
            Same((await ClaimAsync(c, stock, "o1", ("A", 2m), ("B", 2m))).Outcome, StockPostingOutcome.Refused, "claim of more than there is");
            var shortages = (await ClaimAsync(c, stock, "o1", ("A", 7m), ("B", 1.75m))).Shortages;
            SameItems(shortages, [new StockShortage("A", Free, 2m), new StockShortage("B", Free, 0.25m)], "shortages");
            SameItems(await stock.ReadStockAsync(["B", "A", "C"], "", c.Cancellation), [new StockBalance("A", Free, 5m), new StockBalance("B", Free, 1.5m)], "balances after refusals");
            Same((await ClaimAsync(c, stock, "o1", ("A", 5m), ("B", 1.5m))).Outcome, StockPostingOutcome.Posted, "claim of all there is");
            SameItems(await stock.ReadStockAsync(["A", "B"], "", c.Cancellation), [new StockBalance("A", "reserved/o1", 5m), new StockBalance("B", "reserved/o1", 1.5m)], "balances");
            SameItems(await stock.ReadStockAsync(["A"], "reserved/", c.Cancellation), [new StockBalance("A", "reserved/o1", 5m)], "balances of accounts that begin so");
            Same((await stock.ReadStockAsync(["A"], "reserved/o2", c.Cancellation)).Count, 0, "balances of accounts nobody has");
        }),
        Check("stock-02", "a posting that was written before is not written again, one that was refused may come again", async (c, stock) =>
        {
            Same((await ClaimAsync(c, stock, "o1", ("A", 1m))).Outcome, StockPostingOutcome.Refused, "claim without stock");
            await SupplyAsync(c, stock, ("A", 3m));
            Same((await ClaimAsync(c, stock, "o1", ("A", 1m))).Outcome, StockPostingOutcome.Posted, "claim with stock");
            Same((await ClaimAsync(c, stock, "o1", ("A", 1m))).Outcome, StockPostingOutcome.AlreadyPosted, "the same claim");
            Same(await BalanceAsync(c, stock, "A"), 2m, "free units");
        }),
        Check("stock-03", "changes of one account add up before the check", async (c, stock) =>
        {
            await SupplyAsync(c, stock, ("A", 3m));
            var result = await stock.PostStockAsync(Posting("o1", new("A", Free, -2m, 0m), new("A", Free, -2m, 0m), new("A", "damaged/WH1", 4m)), c.Cancellation);
            SameItems(result.Shortages, [new StockShortage("A", Free, 1m)], "shortages");
            result = await stock.PostStockAsync(Posting("o2", new("A", Free, -4m, 0m), new("A", Free, 1m)), c.Cancellation);
            Same(result.Outcome, StockPostingOutcome.Posted, "posting that ends at its floor");
        }),
        Check("stock-04", "facts are never refused: without a floor a balance may become negative", async (c, stock) =>
        {
            await stock.PostStockAsync(Posting("s1", new StockChange("A", "sellable/WH1", -3m)), c.Cancellation);
            Same((await stock.ReadStockAsync(["A"], "", c.Cancellation)).Single().Quantity, -3m, "balance");
        }),
        Check("stock-05", "entries are read in pages, in order, with their posting", async (c, stock) =>
        {
            await SupplyAsync(c, stock, ("B", 2m), ("A", 1m));
            await ClaimAsync(c, stock, "o1", ("A", 1m));
            var first = await stock.ReadStockEntriesAsync(0, 3, c.Cancellation);
            var rest = await stock.ReadStockEntriesAsync(first[^1].Sequence, 100, c.Cancellation);
            SameItems(
                first.Concat(rest).Select(entry => (entry.Posting, entry.Cause, entry.At, entry.Sku, entry.Account, entry.Quantity)),
                [
                    ("supply", "test", Start, "A", Free, 1m), ("supply", "test", Start, "B", Free, 2m),
                    ("o1", "test", Start, "A", Free, -1m), ("o1", "test", Start, "A", "reserved/o1", 1m),
                ],
                "entries");
            True(first.Concat(rest).Zip(first.Concat(rest).Skip(1)).All(pair => pair.First.Sequence < pair.Second.Sequence), "sequences grow");
            Same((await stock.CompareStockAsync(c.Cancellation)).Count, 0, "differences");
        }),
        Check("stock-06", "bad input is refused and changes nothing", async (c, stock) =>
        {
            await ThrowsAsync<ArgumentException>(() => stock.PostStockAsync(Posting("o1"), c.Cancellation).AsTask());
            await ThrowsAsync<ArgumentException>(() => stock.PostStockAsync(Posting("", new StockChange("A", Free, 1m)), c.Cancellation).AsTask());
            await ThrowsAsync<ArgumentException>(() => stock.PostStockAsync(Posting("o1", new StockChange("A", Free, 0.0000001m)), c.Cancellation).AsTask());
            await ThrowsAsync<ArgumentException>(() => stock.PostStockAsync(Posting("o1", new("A", Free, 1m), new("", Free, 1m)), c.Cancellation).AsTask());
            Same((await stock.ReadStockEntriesAsync(0, 10, c.Cancellation)).Count, 0, "entries");
        }),
        Check("stock-07", "a thousand times several workers want the last unit: exactly one gets it, and nobody waits for ever", async (c, stock) =>
        {
            for (var run = 0; run < Runs; run++)
            {
                var sku = $"last-{run}";
                await stock.PostStockAsync(Posting($"supply-{run}", new StockChange(sku, Free, 1m)), c.Cancellation);
                var results = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
                    (await ClaimAsync(c, stock, $"{run}/{worker}", (sku, 1m))).Outcome)));
                Same(results.Count(outcome => outcome == StockPostingOutcome.Posted), 1, $"winners of run {run}");
                Same(results.Count(outcome => outcome == StockPostingOutcome.Refused), Workers - 1, $"losers of run {run}");
            }

            Same((await stock.CompareStockAsync(c.Cancellation)).Count, 0, "differences");
        }),
        Check("stock-10", "a thousand times workers of two nodes want the last unit: exactly one gets it", async (c, stock) =>
        {
            await using var other = await c.Host.OpenAnotherAsync(c.Cancellation);
            IStockStore[] nodes = [stock, (IStockStore)other];
            for (var run = 0; run < Runs; run++)
            {
                var sku = $"last-{run}";
                await stock.PostStockAsync(Posting($"supply-{run}", new StockChange(sku, Free, 1m)), c.Cancellation);
                var results = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
                    (await ClaimAsync(c, nodes[worker % nodes.Length], $"{run}/{worker}", (sku, 1m))).Outcome)));
                Same(results.Count(outcome => outcome == StockPostingOutcome.Posted), 1, $"winners of run {run}");
            }

            Same((await stock.CompareStockAsync(c.Cancellation)).Count, 0, "differences");
        }) with { NeedsSeveralOwners = true },
        Check("stock-08", "orders that name their SKUs in opposite order win or lose as a whole", async (c, stock) =>
        {
            await SupplyAsync(c, stock, ("A", 40m), ("B", 40m), ("C", 40m));
            var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(order => Task.Run(async () =>
            {
                (string, decimal)[] lines = [("A", 1m), ("B", 1m), ("C", 1m)];
                return (await ClaimAsync(c, stock, $"o{order}", order % 2 == 0 ? lines : [.. lines.Reverse()])).Outcome;
            })));
            Same(results.Count(outcome => outcome == StockPostingOutcome.Posted), 40, "orders that were served");
            SameItems((await stock.ReadStockAsync(["A", "B", "C"], "", c.Cancellation)).Where(balance => balance.Account == Free), [], "free units");
            Same((await stock.CompareStockAsync(c.Cancellation)).Count, 0, "differences");
        }),
        Check("stock-11", "a posting under an old epoch changes nothing, the same one under the present epoch does", async (c, stock) =>
        {
            await SupplyAsync(c, stock, ("A", 3m));
            var before = c.Lanes[0];
            await c.TakeOverAsync();
            var late = Posting("o1", new StockChange("A", Free, -1m, 0m)) with { Lane = before };
            Same((await stock.PostStockAsync(late, c.Cancellation)).Outcome, StockPostingOutcome.Fenced, "outcome under an old epoch");
            Same(await BalanceAsync(c, stock, "A"), 3m, "free units after it");
            var now = c.Lanes.Single(grant => grant.Lane == before.Lane);
            Same((await stock.PostStockAsync(late with { Lane = now }, c.Cancellation)).Outcome, StockPostingOutcome.Posted, "outcome under the present epoch");
            Same((await stock.PostStockAsync(late with { Lane = now with { Epoch = now.Epoch + 1 } }, c.Cancellation)).Outcome, StockPostingOutcome.Fenced, "outcome under an epoch that nobody has");
            Same(await BalanceAsync(c, stock, "A"), 2m, "free units");
        }),
        Check("stock-09", "the ledger is there after closing and opening again", async (c, stock) =>
        {
            await SupplyAsync(c, stock, ("A", 3m));
            await ClaimAsync(c, stock, "o1", ("A", 2m));
            var entries = await stock.ReadStockEntriesAsync(0, 10, c.Cancellation);
            await c.ReopenAsync();
            var opened = (IStockStore)c.Store;
            SameItems(await opened.ReadStockEntriesAsync(0, 10, c.Cancellation), entries, "entries");
            Same(await BalanceAsync(c, opened, "A"), 1m, "free units");
            Same((await ClaimAsync(c, opened, "o1", ("A", 2m))).Outcome, StockPostingOutcome.AlreadyPosted, "repetition");
        }) with { NeedsDurability = true },
    ];

    private static StoreCheck Check(string id, string title, Func<StoreContext, IStockStore, Task> run) =>
        new(id, title, context => run(context, (IStockStore)context.Store)) { NeedsStock = true };

    private static StockPosting Posting(string id, params StockChange[] changes) => new() { Id = id, Cause = "test", At = Start, Changes = changes };

    private static async Task SupplyAsync(StoreContext c, IStockStore stock, params (string Sku, decimal Quantity)[] supply) =>
        Same(
            (await stock.PostStockAsync(Posting("supply", [.. supply.Select(each => new StockChange(each.Sku, Free, each.Quantity))]), c.Cancellation)).Outcome,
            StockPostingOutcome.Posted,
            "supply");

    private static ValueTask<StockPostingResult> ClaimAsync(StoreContext c, IStockStore stock, string order, params (string Sku, decimal Quantity)[] lines) =>
        stock.PostStockAsync(
            Posting(order, [.. lines.SelectMany(line => new StockChange[] { new(line.Sku, Free, -line.Quantity, 0m), new(line.Sku, $"reserved/{order}", line.Quantity) })]),
            c.Cancellation);

    private static async Task<decimal> BalanceAsync(StoreContext c, IStockStore stock, string sku) =>
        (await stock.ReadStockAsync([sku], "", c.Cancellation)).Where(balance => balance.Account == Free).Sum(balance => balance.Quantity);
}
