using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>
/// Gives every line of a document the number it has in the ERP: kept by a line that was written before, free for a new one. So a shipped or invoiced line
/// leads back to the shop's line whatever was added or removed since.
/// </summary>
internal static class LineNumbers
{
    /// <summary>Distance of neighbours, as ERPs number lines themselves: room for lines that come between.</summary>
    public const int Step = 10_000;

    /// <summary>The lines with their numbers.</summary>
    /// <param name="lines">Lines in document order.</param>
    /// <param name="before">What was written before, or null for a new document.</param>
    public static IReadOnlyList<SalesDocumentLine> Give(IReadOnlyList<SalesDocumentLine> lines, DocumentMemo? before)
    {
        var known = (before?.Lines ?? []).Select((line, index) => (Key: (line.SourceLine, Upper(line.Number)), Number: Of(line, index))).ToList();
        var kept = known.GroupBy(line => line.Key).ToDictionary(group => group.Key, group => new Queue<int>(group.Select(line => line.Number)));
        var numbers = lines.Select(line => kept.TryGetValue((line.SourceLine, Upper(DocumentMemo.NumberOf(line))), out var queue) && queue.TryDequeue(out var number) ? number : 0).ToArray();

        // A number that once was another line's is not given again: a shipment may name it still.
        var taken = known.Select(line => line.Number).ToHashSet();
        for (var index = 0; index < numbers.Length; index++)
        {
            if (numbers[index] == 0)
            {
                var previous = index == 0 ? 0 : numbers[index - 1];
                var next = numbers.Skip(index + 1).Where(number => number > previous).DefaultIfEmpty(0).Min();
                numbers[index] = Between(previous, next, taken) ?? After(taken);
                taken.Add(numbers[index]);
            }
        }

        return [.. lines.Select((line, index) => line with { LineNumber = numbers[index] })];
    }

    /// <summary>The number of a written line; memos of older versions hold none, because every line was numbered in steps then.</summary>
    public static int Of(DocumentMemoLine line, int index) => line.LineNumber ?? (index + 1) * Step;

    private static int? Between(int previous, int next, HashSet<int> taken)
    {
        if (next == 0)
        {
            return null;
        }

        for (var candidate = previous + ((next - previous) / 2); candidate > previous && candidate < next; candidate++)
        {
            if (!taken.Contains(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static int After(HashSet<int> taken) => ((taken.DefaultIfEmpty(0).Max() / Step) + 1) * Step;

    private static string Upper(string number) => number.ToUpperInvariant();
}
