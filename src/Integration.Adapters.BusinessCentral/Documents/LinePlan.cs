using ErpSync.Adapters.BusinessCentral.Api;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>
/// What has to happen to the lines of a document. A line is found by its number; where people entered it again, by its object, in order. Lines that stay keep
/// their order, so line numbers known elsewhere stay valid.
/// </summary>
/// <param name="Changed">Existing lines and the line each must become.</param>
/// <param name="Added">New lines, each with the sequence that puts it into its place (null: at the end).</param>
/// <param name="Removed">Existing lines to delete.</param>
internal sealed record LinePlan(IReadOnlyList<(BcEntity Line, WantedLine Wanted)> Changed, IReadOnlyList<(WantedLine Wanted, int? Sequence)> Added, IReadOnlyList<BcEntity> Removed)
{
    private const int Step = 10_000;

    public bool IsEmpty => Changed.Count == 0 && Added.Count == 0 && Removed.Count == 0;

    public static LinePlan Of(IReadOnlyList<BcEntity> existing, IReadOnlyList<WantedLine> wanted)
    {
        var pairs = ByNumber(existing, wanted);
        pairs.AddRange(LongestCommon(Without(existing, pairs.Select(pair => pair.Existing)), Without(wanted, pairs.Select(pair => pair.Wanted))));
        var kept = pairs.Select(pair => pair.Existing).ToHashSet();
        var partner = pairs.ToDictionary(pair => pair.Wanted, pair => pair.Existing);
        var changed = pairs.Where(pair => !wanted[pair.Wanted].SameContent(existing[pair.Existing])).Select(pair => (existing[pair.Existing], wanted[pair.Wanted])).ToList();
        var removed = existing.Where((_, index) => !kept.Contains(index)).ToList();
        return new LinePlan(changed, Place(existing, wanted, partner), removed);
    }

    private static List<(WantedLine, int?)> Place(IReadOnlyList<BcEntity> existing, IReadOnlyList<WantedLine> wanted, Dictionary<int, int> partner)
    {
        var added = new List<(WantedLine, int?)>();
        var taken = existing.Select(line => line.Integer(BcFields.Sequence)).ToHashSet();
        for (var index = 0; index < wanted.Count; index++)
        {
            if (partner.ContainsKey(index))
            {
                continue;
            }

            var natural = taken.DefaultIfEmpty(0).Max() + Step;
            if (wanted[index].Number is { } planned && taken.Add(planned))
            {
                // A number that the service gives by itself is not sent: some of its releases refuse to be told.
                added.Add((wanted[index], planned == natural ? null : planned));
                continue;
            }

            var before = partner.Where(pair => pair.Key < index).Select(pair => existing[pair.Value].Integer(BcFields.Sequence)).DefaultIfEmpty(0).Max();
            before = added.Select(line => line.Item2 ?? 0).Where(sequence => sequence > before).DefaultIfEmpty(before).Max();
            var after = partner.Where(pair => pair.Key > index).Select(pair => existing[pair.Value].Integer(BcFields.Sequence)).DefaultIfEmpty(0).Min();
            int? sequence = after > before + 1 ? Free(before, after, taken) : null;
            if (sequence is { } number)
            {
                taken.Add(number);
            }

            added.Add((wanted[index], sequence));
        }

        return added;
    }

    private static int? Free(int before, int after, HashSet<int> taken)
    {
        var middle = before + ((after - before) / 2);
        for (var candidate = middle; candidate < after; candidate++)
        {
            if (!taken.Contains(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static List<(int Existing, int Wanted)> ByNumber(IReadOnlyList<BcEntity> existing, IReadOnlyList<WantedLine> wanted)
    {
        var byNumber = existing.Select((line, index) => (Number: line.Integer(BcFields.Sequence), Index: index)).ToLookup(line => line.Number, line => line.Index);
        return [.. wanted.Select((line, index) => (Line: line, Index: index))
            .Where(line => line.Line.Number is not null)
            .SelectMany(line => byNumber[line.Line.Number!.Value].Where(found => line.Line.SameObject(existing[found])).Take(1).Select(found => (found, line.Index)))];
    }

    private static List<(T Line, int Index)> Without<T>(IReadOnlyList<T> lines, IEnumerable<int> gone)
    {
        var paired = gone.ToHashSet();
        return [.. lines.Select((line, index) => (line, index)).Where(line => !paired.Contains(line.index))];
    }

    private static List<(int Existing, int Wanted)> LongestCommon(List<(BcEntity Line, int Index)> existing, List<(WantedLine Line, int Index)> wanted)
    {
        var length = new int[existing.Count + 1, wanted.Count + 1];
        for (var row = existing.Count - 1; row >= 0; row--)
        {
            for (var column = wanted.Count - 1; column >= 0; column--)
            {
                length[row, column] = wanted[column].Line.SameObject(existing[row].Line)
                    ? length[row + 1, column + 1] + 1
                    : Math.Max(length[row + 1, column], length[row, column + 1]);
            }
        }

        var pairs = new List<(int, int)>();
        for (int row = 0, column = 0; row < existing.Count && column < wanted.Count;)
        {
            if (wanted[column].Line.SameObject(existing[row].Line))
            {
                pairs.Add((existing[row++].Index, wanted[column++].Index));
            }
            else if (length[row + 1, column] >= length[row, column + 1])
            {
                row++;
            }
            else
            {
                column++;
            }
        }

        return pairs;
    }
}
