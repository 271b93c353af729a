namespace ErpSync.Demand;

/// <summary>
/// Daily demand, built at instants from the facts known then. Rows get versions and are never overwritten, so an extract as of an earlier instant never
/// changes. No I/O and no clock; not thread-safe.
/// </summary>
/// <param name="setup">Channels, items, sources and policies.</param>
public sealed class DemandDataset(DemandSetup setup)
{
    private readonly List<DemandFact> _facts = [];
    private readonly SortedDictionary<(string UniqueId, DateOnly Date), List<DemandRowVersion>> _versions = new(RowOrder.Instance);
    private DateTimeOffset? _lastBuild;

    /// <summary>Adds a fact. It counts in every later build that knows it.</summary>
    /// <param name="fact">The fact.</param>
    public void Add(DemandFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        _facts.Add(fact);
    }

    /// <summary>Builds the rows of every day that is over, from the facts known now. A row gets a new version only when it changed.</summary>
    /// <param name="at">Instant of the build; not before the last one.</param>
    /// <returns>Versions written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A later build exists.</exception>
    /// <exception cref="ArgumentException">A fact names a channel or unit that the setup does not have.</exception>
    public int Build(DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at, _lastBuild ?? DateTimeOffset.MinValue);
        var written = 0;
        foreach (var row in RowBuild.Rows(setup, new FactBook(setup, Known(at)), at))
        {
            var key = (row.Series.UniqueId, row.Date);
            if (!_versions.TryGetValue(key, out var versions))
            {
                _versions.Add(key, versions = []);
            }

            if (versions.Count == 0 || versions[^1].Row != row)
            {
                versions.Add(new DemandRowVersion(row, versions.Count + 1, at, IsFinal: false));
                written++;
            }
        }

        _lastBuild = at;
        return written;
    }

    /// <summary>Rows as an instant knew them, by series and day: the latest version of each that was built until then.</summary>
    /// <param name="asOf">The instant; null for the last build.</param>
    public IEnumerable<DemandRowVersion> Extract(DateTimeOffset? asOf = null) =>
        (asOf ?? _lastBuild) is not { } moment ? []
            : _versions.Values.Select(versions => versions.FindLast(version => version.KnownAt <= moment)).OfType<DemandRowVersion>()
                .Select(version => Seen(version, moment));

    /// <summary>All versions of a row, oldest first; empty when there is no such row.</summary>
    /// <param name="series">The series.</param>
    /// <param name="date">The day.</param>
    public IReadOnlyList<DemandRowVersion> Versions(DemandSeries series, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(series);
        return _versions.TryGetValue((series.UniqueId, date), out var versions) ? [.. versions.Select(version => Seen(version, _lastBuild!.Value))] : [];
    }

    /// <summary>What contradicts itself among the facts that the last build knew.</summary>
    public IReadOnlyList<DemandFinding> Check()
    {
        if (_lastBuild is not { } at)
        {
            return [];
        }

        var known = Known(at);
        return [.. IntegrityChecks.Run(setup, new FactBook(setup, known), known)];
    }

    private List<DemandFact> Known(DateTimeOffset at) => [.. _facts.Where(fact => fact.Known <= at).OrderBy(static fact => fact.At).ThenBy(static fact => fact.Known)];

    private DemandRowVersion Seen(DemandRowVersion version, DateTimeOffset moment)
    {
        var end = LocalDays.EndOf(version.Row.Date, setup.ChannelOf(version.Row.Series.Channel).TimeZone);
        return version with { IsFinal = moment >= end + TimeSpan.FromDays(setup.Policies.FinalAfterDays) };
    }
}
