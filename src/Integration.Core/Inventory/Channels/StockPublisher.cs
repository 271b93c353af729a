namespace ErpSync.Inventory;

/// <summary>
/// Turns figures into numbers of channels: what a channel should show, whether it must be written, and what to do when it shows something else.
/// It writes nothing itself; whoever does reports back. Thread-safe.
/// </summary>
public sealed class StockPublisher
{
    private readonly BookState _state;
    private readonly ChannelFigures _figures;
    private readonly Lock _gate;
    private readonly Dictionary<(string Channel, string Sku), ShelfBook> _shelves = [];
    private readonly Dictionary<string, HashSet<string>> _dirty;

    internal StockPublisher(BookState state, ChannelFigures figures, Lock gate)
    {
        _state = state;
        _figures = figures;
        _gate = gate;
        _dirty = state.Setup.Channels.Keys.ToDictionary(static name => name, static _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Number the rules give now, in selling units.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="sku">SKU.</param>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public decimal Value(string channel, string sku)
    {
        lock (_gate)
        {
            return _figures.Value(Known(channel), sku);
        }
    }

    /// <summary>What the channel was told last.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="sku">SKU.</param>
    public PublishedState State(string channel, string sku)
    {
        lock (_gate)
        {
            return _shelves.TryGetValue((channel, sku), out var shelf)
                ? new PublishedState(shelf.Version, shelf.Value, shelf.Shadow, shelf.IsPublished)
                : new PublishedState(0, 0m, 0m, false);
        }
    }

    /// <summary>SKUs whose number may have changed since they were last taken from here, and takes them. Many changes of a SKU are one entry.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="most">Most SKUs to take.</param>
    public IReadOnlyList<string> TakeChanged(string channel, int most)
    {
        lock (_gate)
        {
            var dirty = _dirty[Known(channel)];
            var taken = dirty.Order(StringComparer.Ordinal).Take(most).ToList();
            dirty.ExceptWith(taken);
            return taken;
        }
    }

    /// <summary>Starts a publish; no attempt when the channel shows the number already.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="sku">SKU.</param>
    /// <param name="mode">How it can be written.</param>
    /// <param name="refresh">True writes it even so.</param>
    public PublishStep Begin(string channel, string sku, PublishMode mode, bool refresh = false)
    {
        lock (_gate)
        {
            var shelf = Shelf(Known(channel), sku);
            var value = _figures.Value(channel, sku);
            return shelf.IsPublished && !refresh && value == shelf.Shadow
                ? new PublishStep()
                : new PublishStep { Attempt = Attempt(channel, sku, shelf, mode, shelf.Version + 1, value, shelf.Shadow) };
        }
    }

    /// <summary>
    /// A compare-and-set found another number. The channel's own waiting events must have been read before. When they explain it the same publish is
    /// tried once more with a new value; otherwise it is drift.
    /// </summary>
    /// <param name="attempt">Attempt that failed.</param>
    /// <param name="found">Number the channel shows.</param>
    public PublishStep Mismatch(PublishAttempt attempt, decimal found)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        lock (_gate)
        {
            var (channel, sku) = (attempt.Channel, attempt.Sku);
            var shelf = Shelf(channel, sku);
            var value = _figures.Value(channel, sku);
            if (!attempt.IsRetry && shelf.Shadow == found)
            {
                return new PublishStep { Attempt = Attempt(channel, sku, shelf, attempt.Mode, attempt.Version, value, found) with { IsRetry = true } };
            }

            var drift = Judge(shelf, found);
            var retry = drift.Action == DriftAction.Revert && !attempt.IsRetry;
            if (retry)
            {
                shelf.NoteRevert(_state.Now);
            }

            return new PublishStep
            {
                Attempt = retry ? Attempt(channel, sku, shelf, attempt.Mode, attempt.Version, value, found) with { IsRetry = true } : null,
                Drift = drift,
                Issues = [Issue(channel, sku, drift)],
            };
        }
    }

    /// <summary>The channel confirmed an attempt.</summary>
    /// <param name="attempt">Attempt.</param>
    public void Acknowledge(PublishAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        lock (_gate)
        {
            var shelf = Shelf(attempt.Channel, attempt.Sku);
            if (attempt.Version > shelf.Version)
            {
                Write(shelf, attempt.Version, attempt.Value, attempt.Value - (attempt.Shadow - shelf.Shadow));
            }
        }
    }

    /// <summary>Another worker's write of a version it took.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="sku">SKU.</param>
    /// <param name="version">Version.</param>
    /// <param name="value">Value in selling units.</param>
    /// <returns><see cref="PublishOutcome.Published"/> when it may be written, otherwise why not.</returns>
    public PublishOutcome Accept(string channel, string sku, long version, decimal value)
    {
        lock (_gate)
        {
            var shelf = Shelf(Known(channel), sku);
            if (version <= shelf.Version)
            {
                return version == shelf.Version && value == shelf.Value ? PublishOutcome.Duplicate : PublishOutcome.StaleVersion;
            }

            Write(shelf, version, value, value);
            return PublishOutcome.Published;
        }
    }

    /// <summary>Somebody else wrote the channel's number. The stock itself does not change by it.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="sku">SKU.</param>
    public void NoteForeignWrite(string channel, string sku)
    {
        lock (_gate)
        {
            Shelf(Known(channel), sku).ForeignWriteSeen = true;
        }
    }

    /// <summary>Compares what the channel shows with what it should show. Its own waiting events must have been read before.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="sku">SKU.</param>
    /// <param name="found">Number it shows.</param>
    /// <returns>The drift, and the write that ends it when it is to be reverted.</returns>
    public PublishStep CheckDrift(string channel, string sku, decimal found)
    {
        lock (_gate)
        {
            var shelf = Shelf(Known(channel), sku);
            if (shelf.Shadow == found)
            {
                return new PublishStep();
            }

            var drift = Judge(shelf, found);
            var revert = drift.Action == DriftAction.Revert;
            if (revert)
            {
                shelf.NoteRevert(_state.Now);
            }

            return new PublishStep
            {
                Attempt = revert ? Attempt(channel, sku, shelf, PublishMode.Blind, shelf.Version + 1, _figures.Value(channel, sku), shelf.Shadow) : null,
                Drift = drift,
                Issues = [Issue(channel, sku, drift)],
            };
        }
    }

    internal void Open(OpeningPublish published)
    {
        var shelf = Shelf(published.Channel, published.Sku);
        shelf.Version = published.Version;
        shelf.Value = shelf.Shadow = published.Value;
        shelf.IsPublished = true;
    }

    internal void Sold(string? channel, string sku, decimal quantity)
    {
        if (_state.Channel(channel)?.PublishAs == PublishedQuantity.Available)
        {
            Shelf(channel!, sku).Shadow -= quantity / _figures.SellingUnit(channel!, sku);
            _dirty[channel!].Add(sku);
        }
    }

    internal void Left(OrderBook order, ClaimedLine line, decimal quantity)
    {
        if (_state.Channel(order.Channel)?.PublishAs == PublishedQuantity.OnHand)
        {
            Shelf(order.Channel!, line.Sku).Shadow -= quantity / _figures.SellingUnit(order.Channel!, line.Sku);
        }
    }

    internal void MarkChanged(IEnumerable<string> skus)
    {
        foreach (var sku in skus)
        {
            foreach (var dirty in _dirty.Values)
            {
                dirty.Add(sku);
                dirty.UnionWith(_figures.KitsOf(sku));
            }
        }
    }

    private static PublishAttempt Attempt(string channel, string sku, ShelfBook shelf, PublishMode mode, long version, decimal value, decimal expected) =>
        new() { Channel = channel, Sku = sku, Mode = mode, Version = version, Value = value, Expected = expected, Shadow = shelf.Shadow };

    private static StockIssue Issue(string channel, string sku, StockDrift drift) =>
        new(StockIssueCodes.Drift) { Channel = channel, Sku = sku, Drift = drift };

    private void Write(ShelfBook shelf, long version, decimal value, decimal shadow)
    {
        shelf.Version = version;
        shelf.Value = value;
        shelf.Shadow = shadow;
        shelf.IsPublished = true;
        shelf.PublishedAt = _state.Now;
        shelf.ForeignWriteSeen = false;
    }

    private StockDrift Judge(ShelfBook shelf, decimal found)
    {
        var policy = _state.Policies.Drift;
        var late = policy.MaxStaleness > TimeSpan.Zero && shelf.PublishedAt is { } at && _state.Now - at <= policy.MaxStaleness;
        var kind = shelf.ForeignWriteSeen ? DriftClass.Override : late ? DriftClass.Late : DriftClass.Lost;
        var action = kind == DriftClass.Late ? DriftAction.None
            : policy.Action == DriftAction.Revert && shelf.RevertsBefore(_state.Now) >= policy.MaxReverts ? DriftAction.Escalate
            : policy.Action;
        return new StockDrift(shelf.Shadow, found, kind, action);
    }

    private ShelfBook Shelf(string channel, string sku)
    {
        if (!_shelves.TryGetValue((channel, sku), out var shelf))
        {
            _shelves.Add((channel, sku), shelf = new ShelfBook());
        }

        return shelf;
    }

    private string Known(string channel) =>
        _state.Setup.Channels.ContainsKey(channel) ? channel : throw new ArgumentException($"There is no channel '{channel}'.", nameof(channel));
}
