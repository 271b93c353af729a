using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class FidelityChecks
{
    /// <summary>Texts that are damaged somewhere on most ways: emoji, right-to-left, combining and zero-width letters, quotes, tags, leading zeros, case, blanks inside.</summary>
    private static readonly string[] Texts =
    [
        "Grüße 🚲 aus Köln", "שלום עולם", "مرحبا بالعالم", "e\u0301 vs \u00e9", "a\u200db\u200cc", "'\"<>&;--/*", "00012", "sku Mixed CASE 7", "100 % \\ {x} $1", "名前が長い",
    ];

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("FID-04", Required, ConformanceScope.Source, "instants are kept, also around midnight and with other offsets", async c =>
        {
            var midnight = new DateTimeOffset(c.Clock.GetUtcNow().Date.AddDays(1), TimeSpan.Zero);
            foreach (var instant in new[] { midnight.AddSeconds(-2), midnight, midnight.AddHours(10), midnight.AddHours(14).AddSeconds(-2), midnight.AddDays(1) })
            {
                c.Clock.Set(instant);
                var id = await c.Source.AddAsync(c.Ct);
                var record = await c.FindAsync(await c.ConnectAsync(), id);
                c.True((record.ChangedAt - instant).Duration() <= c.Source.Resolution, $"A record of {instant:O} was read as changed at {record.ChangedAt.ToUniversalTime():O}.");
            }
        }),
        new("FID-05", Required, ConformanceScope.Source, "texts come as they are", async c =>
        {
            var on = await c.ConnectAsync();
            foreach (var text in Texts)
            {
                var id = await c.Source.AddWithTextAsync(text, c.Ct) ?? throw c.NotArranged("AddWithTextAsync and TextOf");
                c.Step();
                var record = await c.FindAsync(on, id);
                c.True(record.Value is not null, $"A record with the text '{text}' could not be read: {record.Fault?.Message}");
                var read = c.Source.Text(record.Value);
                c.True(read == text, $"'{text}' was read as '{read}'.");
            }
        }),
        new("FID-05w", Required, ConformanceScope.Sink, "texts are written as they are", async c =>
        {
            var on = await c.ConnectAsync();
            foreach (var text in Texts)
            {
                var record = c.Sink.WithText(await c.Sink.NewAsync(c.Ct), text) ?? throw c.NotArranged("WithTextOf and ReadTextAsync");
                await c.AppliedAsync(on, c.Item(record));
                var stored = await c.Sink.TextAsync(record, c.Ct);
                c.True(stored == text, $"'{text}' is in the target as '{stored}'.");
            }
        }),
        new("FID-06", Required, ConformanceScope.Sink, "a text longer than the target stores is refused with its field, never cut", async c =>
        {
            var (record, field) = await c.Sink.TooLongAsync(c.Ct) ?? throw c.NotArranged("MakeTooLongAsync");
            var result = await c.SendAsync(await c.ConnectAsync(), c.Item(record));
            c.True(result is WriteResult.Failed { Fault.Kind: FaultKind.Invalid }, $"The result is {CheckContext.Show(result)}, not Failed(Invalid).");
            c.True(((WriteResult.Failed)result).Fault.Field == field, $"The fault names the field '{((WriteResult.Failed)result).Fault.Field}'; it is '{field}'.");
            await c.AbsentAsync(record, "although it was refused");
        }),
        new("FID-07", Certified, ConformanceScope.Source, "absent and empty stay different where the target distinguishes them", async c =>
        {
            var absent = await c.Source.AddWithOptionalAsync(null, c.Ct);
            var empty = await c.Source.AddWithOptionalAsync("", c.Ct);
            if (absent is null || empty is null)
            {
                throw c.NotArranged("AddWithOptionalAsync and OptionalOf");
            }

            var on = await c.ConnectAsync();
            c.True(c.Source.Optional((await c.FindAsync(on, absent)).Value!) is null, "An absent text was read as something.");
            c.True(c.Source.Optional((await c.FindAsync(on, empty)).Value!) is "", "An empty text was not read as empty.");
        }),
    ];
}
