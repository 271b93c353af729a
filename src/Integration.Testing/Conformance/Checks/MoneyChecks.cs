using ErpSync.Connectors;
using ErpSync.Model;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class MoneyChecks
{
    private static readonly Money[] Amounts =
    [
        new(0.30m, Currency.FromCode("EUR")), new(10.01m, Currency.FromCode("EUR")), new(99_999_999.99m, Currency.FromCode("EUR")),
        new(1_234_567m, Currency.FromCode("JPY")), new(1.005m, Currency.FromCode("KWD")),
    ];

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("FID-01", Required, ConformanceScope.Source, "amounts come exactly, with their currency", async c =>
        {
            var on = await c.ConnectAsync();
            var left = new List<string>();
            foreach (var amount in Amounts)
            {
                if (await c.Source.AddWithAmountAsync(amount, c.Ct) is not { } id)
                {
                    left.Add(amount.Currency.Code);
                    continue;
                }

                var read = Value(c, await c.FindAsync(on, id)) is { } value ? c.Source.Amount(value) : null;
                c.True(read == amount, $"{amount} was read as {read?.ToString() ?? "nothing"}.");
            }

            c.True(left.Count < Amounts.Length, c.NotArranged("AddWithAmountAsync and AmountOf").Message);
            c.Note = left.Count == 0 ? null : $"not arranged: {string.Join(", ", left.Distinct(StringComparer.Ordinal))}";
        }),
        new("FID-02", Required, ConformanceScope.Source, "shop currency and presentment currency are never mixed", async c =>
        {
            var pairs = await ValuesAsync(c, value => c.Source.Pairs(value));
            c.True(pairs.Any(list => list.Count > 0), c.NotArranged("PairsOf").Message);
            foreach (var list in pairs)
            {
                c.True(list.Select(pair => pair.Shop.Currency).Distinct().Count() <= 1, "The shop side of a record is in two currencies.");
                c.True(list.Select(pair => pair.Presentment?.Currency).OfType<Currency>().Distinct().Count() <= 1, "The presentment side of a record is in two currencies.");
            }
        }),
        new("FID-03", Required, ConformanceScope.Source, "a total is the sum of its parts, or the difference is reported", async c =>
        {
            var sums = await ValuesAsync(c, c.Source.Sum);
            c.True(sums.Any(sum => sum is not null), c.NotArranged("SumOf").Message);
            foreach (var sum in sums)
            {
                c.True(sum is not { } both || both.Parts == both.Total, $"The parts come to {sum?.Parts}, the total is {sum?.Total}.");
            }
        }),
    ];

    private static object? Value(CheckContext c, SourceRecord<object> record)
    {
        c.True(record.Fault is null, $"'{record.Id}' could not be understood: {record.Fault?.Message}");
        return record.Value;
    }

    private static async Task<List<T>> ValuesAsync<T>(CheckContext c, Func<object, T> look)
    {
        await c.AddAsync(3);
        var records = await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest());
        return [.. records.Select(record => Value(c, record)).OfType<object>().Select(look)];
    }
}
