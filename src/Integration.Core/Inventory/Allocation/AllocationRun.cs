namespace ErpSync.Inventory;

/// <summary>One allocation under way: lines, candidates in rank order and one copy of the free stock that shrinks with everything placed.</summary>
public sealed class AllocationRun
{
    private readonly Dictionary<(string Sku, string Location), decimal> _free;
    private readonly Dictionary<(string Line, string Location), decimal> _placed;
    private readonly HashSet<string> _used;

    internal AllocationRun(
        IReadOnlyList<AllocationLine> lines, IReadOnlyList<AllocationCandidate> candidates, AllocationPolicy policy,
        Dictionary<(string Sku, string Location), decimal> free)
        : this(lines, candidates, policy, free, [], new HashSet<string>(StringComparer.Ordinal))
    {
    }

    private AllocationRun(
        IReadOnlyList<AllocationLine> lines, IReadOnlyList<AllocationCandidate> candidates, AllocationPolicy policy,
        Dictionary<(string Sku, string Location), decimal> free, Dictionary<(string Line, string Location), decimal> placed, HashSet<string> used)
    {
        Lines = lines;
        Candidates = candidates;
        Policy = policy;
        _free = free;
        _placed = placed;
        _used = used;
    }

    /// <summary>Lines in the order in which they count.</summary>
    public IReadOnlyList<AllocationLine> Lines { get; }

    /// <summary>Candidates in rank order.</summary>
    public IReadOnlyList<AllocationCandidate> Candidates { get; }

    /// <summary>Policy with its constraints.</summary>
    public AllocationPolicy Policy { get; }

    /// <summary>Locations used so far.</summary>
    public IReadOnlySet<string> Used => _used;

    /// <summary>Units of all lines placed so far.</summary>
    public decimal Total => _placed.Values.Sum();

    /// <summary>True when nothing is left over.</summary>
    public bool IsComplete => Lines.All(line => Rest(line) == 0m);

    internal IReadOnlyDictionary<(string Line, string Location), decimal> Placed => _placed;

    /// <summary>Units of a line not placed yet.</summary>
    /// <param name="line">Line.</param>
    public decimal Rest(AllocationLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Quantity - _placed.Where(entry => entry.Key.Line == line.Key).Sum(entry => entry.Value);
    }

    /// <summary>Units a location can still give.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="location">Location code.</param>
    public decimal Free(string sku, string location) => _free.GetValueOrDefault((sku, location));

    /// <summary>Whether a location may still be used under the greatest number of shipments.</summary>
    /// <param name="location">Location code.</param>
    public bool MayUse(string location) =>
        _used.Contains(location) || Policy.Constraints.MaxShipments is not { } most || _used.Count < most;

    /// <summary>
    /// Places a line by walking locations in the order given: each gives what it has; when lines must not be split, the first one that has all of it.
    /// </summary>
    /// <param name="line">Line.</param>
    /// <param name="order">Locations in the order of preference.</param>
    public void Fill(AllocationLine line, IEnumerable<AllocationCandidate> order)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(order);
        var rest = Rest(line);
        foreach (var candidate in order)
        {
            if (rest <= 0m)
            {
                return;
            }

            var given = Math.Min(rest, Free(line.Sku, candidate.Code));
            if (given > 0m && MayUse(candidate.Code) && (!Policy.Constraints.NoLineSplit || given == rest))
            {
                Take(line, candidate.Code, given);
                rest -= given;
            }
        }
    }

    /// <summary>Places units at a location.</summary>
    /// <param name="line">Line.</param>
    /// <param name="location">Location code.</param>
    /// <param name="quantity">Units, not more than the line's rest, not more than is free there.</param>
    /// <exception cref="ArgumentOutOfRangeException">The units are not there, not wanted, or the location would be one too many.</exception>
    public void Take(AllocationLine line, string location, decimal quantity)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, Math.Min(Rest(line), Free(line.Sku, location)));
        if (!MayUse(location))
        {
            throw new ArgumentOutOfRangeException(nameof(location), location, "The allocation uses as many locations as it may.");
        }

        _free[(line.Sku, location)] -= quantity;
        _placed[(line.Key, location)] = _placed.GetValueOrDefault((line.Key, location)) + quantity;
        _used.Add(location);
    }

    /// <summary>A copy that can be tried and thrown away.</summary>
    /// <param name="candidates">Locations it may use, in rank order.</param>
    public AllocationRun Try(IReadOnlyList<AllocationCandidate> candidates) =>
        new(Lines, candidates, Policy, new(_free), new(_placed), new HashSet<string>(_used, StringComparer.Ordinal));

    /// <summary>Takes over what a copy placed.</summary>
    /// <param name="tried">The copy.</param>
    public void Adopt(AllocationRun tried)
    {
        ArgumentNullException.ThrowIfNull(tried);
        foreach (var line in Lines)
        {
            foreach (var ((_, location), quantity) in tried._placed.Where(entry => entry.Key.Line == line.Key).ToList())
            {
                var more = quantity - _placed.GetValueOrDefault((line.Key, location));
                if (more > 0m)
                {
                    Take(line, location, more);
                }
            }
        }
    }
}
