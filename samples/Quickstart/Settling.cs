using Quickstart.Books;

namespace Quickstart;

/// <summary>The end of a run: nothing is left to do, and the books are compared.</summary>
internal static class Settling
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until no signal waits and the books agree, or nothing is written any more; then says what the books say.</summary>
    /// <param name="sandboxes">Both systems; their faults end with the first comparison.</param>
    /// <param name="signals">Asks the host for its figures.</param>
    /// <param name="patience">Longest time in which nothing is written.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <param name="quiet">Ends the wait also when nothing waits and the comparison has said the same for this long; null for books that must come to agree.</param>
    /// <param name="parcels">What left a warehouse that keeps a book of its own; null where the ERP's book counts.</param>
    public static async Task<BookFindings> WaitAsync(
        Sandboxes sandboxes, Func<CancellationToken, ValueTask<SignalFigures>> signals, TimeSpan patience, CancellationToken ct, TimeSpan? quiet = null,
        IReadOnlyList<ErpBookShipment>? parcels = null)
    {
        long applied = 0;
        var written = TimeProvider.System.GetTimestamp();
        var (said, since) = (default(MoneyFigures), written);
        while (true)
        {
            var figures = await signals(ct);
            written = figures.Applied == applied ? written : TimeProvider.System.GetTimestamp();
            applied = figures.Applied;
            var late = TimeProvider.System.GetElapsedTime(written) > patience;
            if (figures.Waiting == 0 || late)
            {
                sandboxes.CalmDown();
                var findings = await sandboxes.CompareAsync(ct, withPayments: quiet is null, parcels);
                if (findings.Agreed || late)
                {
                    return findings;
                }

                if (findings.Money with { ByCurrency = null } is var money && money != said)
                {
                    (said, since) = (money, TimeProvider.System.GetTimestamp());
                }
                else if (quiet is { } enough && TimeProvider.System.GetElapsedTime(since) > enough)
                {
                    return findings;
                }
            }

            await Task.Delay(Beat, ct);
        }
    }
}
