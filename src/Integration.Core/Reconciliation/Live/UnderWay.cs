namespace ErpSync.Reconciliation.Live;

/// <summary>Tells what an order expects but the ERP has not posted yet, from what it will never post: only the latest can be under way, and only within the deadline.</summary>
internal static class UnderWay
{
    /// <summary>How many of the latest expected amounts the ERP lacks; 0 when they do not explain the difference.</summary>
    /// <param name="expected">Expected amounts with their dates, in the order in which they happened.</param>
    /// <param name="difference">Found less expected.</param>
    /// <param name="tolerance">What roundings explain.</param>
    /// <param name="since">First day that is within the deadline.</param>
    public static int Count(IReadOnlyList<(DateOnly On, decimal Amount)> expected, decimal difference, decimal tolerance, DateOnly since)
    {
        for (var count = 1; count <= expected.Count && expected[^count].On >= since; count++)
        {
            difference += expected[^count].Amount;
            if (Math.Abs(difference) <= tolerance)
            {
                return count;
            }
        }

        return 0;
    }

    /// <summary>First day within a deadline of days.</summary>
    public static DateOnly Since(ReconciliationScope scope, int days) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(scope.AsOf, scope.TimeZone).DateTime).AddDays(-days);
}
