using System.Globalization;

namespace ErpSync.Demand;

/// <summary>Finds facts that contradict each other.</summary>
internal static class IntegrityChecks
{
    public static IEnumerable<DemandFinding> Run(DemandSetup setup, FactBook book, IEnumerable<DemandFact> facts)
    {
        foreach (var ((order, id), line) in book.Lines)
        {
            var subject = $"{order}/{id}";
            if (line.Returned > line.Shipped)
            {
                yield return new(DemandFindings.ReturnsExceedShipped, subject, $"Line {subject}: {Text(line.Returned)} came back and {Text(line.Shipped)} left.");
            }

            if (line.Cancelled > line.Ordered)
            {
                yield return new(DemandFindings.CancelsExceedOrdered, subject, $"Line {subject}: {Text(line.Cancelled)} cancelled of {Text(line.Ordered)} ordered.");
            }

            if (!setup.ItemOf(line.Item).IsSoldOn(line.Date))
            {
                yield return new(DemandFindings.OrderOutsideWindow, subject,
                    string.Create(CultureInfo.InvariantCulture, $"Line {subject}: {line.Item} is not sold on {line.Date:yyyy-MM-dd}. Correct its first and last day."));
            }
        }

        foreach (var fact in facts.Where(static fact => fact.At > fact.Known))
        {
            yield return new(DemandFindings.FutureFact, fact.GetType().Name,
                string.Create(CultureInfo.InvariantCulture, $"{fact.GetType().Name} of {fact.At:O} was known at {fact.Known:O}. Check the clock of its source."));
        }
    }

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
