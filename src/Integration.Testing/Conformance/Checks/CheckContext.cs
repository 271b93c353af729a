using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>What a check works with: a fixture of its own, the entity it is run for, and short words for what every check does.</summary>
internal sealed class CheckContext(ConformanceFixture fixture, SourceFixture? source, SinkFixture? sink, CancellationToken ct) : IAsyncDisposable
{
    /// <summary>Real time after which something that should end at once counts as hanging. Generous, because machines are busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int MostPages = 10_000;
    private readonly List<Connected> _connections = [];
    private int _keys;

    public ConformanceFixture Fixture { get; } = fixture;

    public SourceFixture Source { get; } = source!;

    public SinkFixture Sink { get; } = sink!;

    public ConformanceClock Clock => Fixture.Clock;

    public CancellationToken Ct { get; } = ct;

    /// <summary>What a reader of a passed check should know.</summary>
    public string? Note { get; set; }

    /// <summary>Connects. A connection of its own behaves like the same host after a restart: nothing is remembered.</summary>
    public async Task<Connected> ConnectAsync(ConnectionSettings settings = ConnectionSettings.Valid, string id = "tested")
    {
        var line = new TransportLine(Clock);
        var budgets = new BudgetLog();
        var logs = new LogLines();
        var connector = await Fixture.ConnectAsync(new ConnectionRequest(id, settings, line, budgets, logs), Ct);
        var connected = new Connected(connector, line, budgets, logs);
        _connections.Add(connected);
        return connected;
    }

    public EntityCapability Capability(IConnector connector, string entity) => connector.Descriptor.Find(entity)
        ?? throw Fail($"The descriptor does not name the entity '{entity}', but the fixture tests it.");

    // Reading

    public async Task<List<SourcePage<object>>> PagesAsync(Connected on, ReadRequest request, int most = MostPages)
    {
        var pages = new List<SourcePage<object>>();
        await foreach (var page in Source.ReadAsync(on.Connector, request, Ct))
        {
            pages.Add(page);
            if (pages.Count == most)
            {
                return most < MostPages ? pages : throw Fail($"A reading of a handful of records had {MostPages} pages and was not over.");
            }
        }

        return pages;
    }

    public async Task<List<SourceRecord<object>>> RecordsAsync(Connected on, ReadRequest request) => [.. (await PagesAsync(on, request)).SelectMany(page => page.Records)];

    public async Task<SourceRecord<object>> FindAsync(Connected on, string id)
    {
        await foreach (var record in Source.FindAsync(on.Connector, [id], Ct))
        {
            return record;
        }

        throw Fail($"FindAsync yielded nothing for '{id}': every id is answered.");
    }

    public async Task<List<string>> AddAsync(int count, bool atOneInstant = false)
    {
        var ids = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            ids.Add(await Source.AddAsync(Ct));
            if (!atOneInstant)
            {
                Step();
            }
        }

        return ids;
    }

    /// <summary>Moves the clock so far that two changes cannot look like one.</summary>
    public void Step() => Clock.Advance(Source.Resolution * 2);

    public async Task<bool> ChangeAsync(string id)
    {
        Step();
        var changed = await Source.ChangeAsync(id, Ct);
        Step();
        return changed;
    }

    // Writing

    public WriteItem<object> Item(object value, string itemId = "1", WriteKind? kind = null) =>
        new(itemId, new IdempotencyKey($"conformance:{Sink.Entity}:{(++_keys).ToString(CultureInfo.InvariantCulture)}"), kind ?? Sink.Kind, value);

    public async Task<WriteItem<object>> NewAsync(string itemId = "1") => Item(await Sink.NewAsync(Ct), itemId);

    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(Connected on, params IReadOnlyList<WriteItem<object>> batch) => Sink.WriteAsync(on.Connector, batch, Ct);

    /// <summary>The one result of one item; an exception of the contract counts as a failure of the item.</summary>
    public async Task<WriteResult> SendAsync(Connected on, WriteItem<object> item, CancellationToken? token = null)
    {
        try
        {
            var results = await Sink.WriteAsync(on.Connector, [item], token ?? Ct);
            return results is [var only] ? only : throw Fail($"One item had {results.Count} results.");
        }
        catch (ConnectorException exception)
        {
            return new WriteResult.Failed(item.ItemId, exception.Fault);
        }
    }

    public async Task<WriteResult.Applied> AppliedAsync(Connected on, WriteItem<object> item) => await SendAsync(on, item) is var result && result is WriteResult.Applied applied
        ? applied
        : throw Fail($"A valid {Sink.Entity} was not applied: {Show(result)}.");

    public async Task<RecordRef?> LookupAsync(Connected on, WriteItem<object> item)
    {
        Clock.Advance(Capability(on.Connector, Sink.Entity).ConsistencyLag);
        return await Sink.LookupAsync(on.Connector, item, Ct);
    }

    /// <summary>Requests that change something and that one valid new record takes.</summary>
    public async Task<int> WritesOfOneAsync(Connected on)
    {
        var before = on.Line.Requests.Count;
        await AppliedAsync(on, await NewAsync());
        var writes = on.Line.Requests.Skip(before).Count(Fixture.IsWrite);
        return writes > 0 ? writes : throw Fail("Writing a new record sent no request that IsWrite takes for a write: override IsWrite.");
    }

    public async Task OnceAsync(object record, string when)
    {
        var count = await Sink.AmongAsync(record, Ct);
        True(count == 1, $"The target holds the record {count} times {when}; it must be there once.");
    }

    public async Task AbsentAsync(object record, string when)
    {
        var count = await Sink.AmongAsync(record, Ct);
        True(count == 0, $"The target holds the record {count} times {when}; it must not be there.");
    }

    public async Task CompleteAsync(object record, string when) => True(await Sink.HoldsAsync(record, Ct), $"The target does not hold exactly the wanted content {when}.");

    // Both

    /// <summary>
    /// One small call that reaches the target: a reading by id, else a look-up, else the check. Made ready first, so that what follows in it is the call alone.
    /// </summary>
    public async Task<Func<Connected, CancellationToken, Task>> ProbeAsync()
    {
        if (Fixture.Sources.Count > 0)
        {
            var from = Source ?? Fixture.Sources[0];
            var id = await from.AddAsync(Ct);
            return async (on, token) =>
            {
                var count = 0;
                await foreach (var record in from.FindAsync(on.Connector, [id], token))
                {
                    count++;
                    if (record.Fault is { } fault)
                    {
                        throw new ConnectorException(fault);
                    }

                    True(!record.IsDeleted, $"The record '{id}' is there, but was read as deleted.");
                }

                True(count == 1, $"Reading '{id}' yielded {count} records.");
            };
        }

        if (Fixture.Sinks.Count > 0)
        {
            var into = Sink ?? Fixture.Sinks[0];
            var value = await into.NewAsync(Ct);
            var item = new WriteItem<object>("1", new IdempotencyKey("conformance:probe"), into.Kind, value);
            return async (on, token) => await into.LookupAsync(on.Connector, item, token);
        }

        throw new NotApplicableException("it neither reads nor writes");
    }

    /// <summary>The fault of a probe that must fail.</summary>
    public async Task<Fault> FaultAsync(Connected on, Func<Connected, CancellationToken, Task> probe, string when)
    {
        try
        {
            await probe(on, Ct).WaitAsync(Patience, TimeProvider.System, Ct);
        }
        catch (ConnectorException exception)
        {
            return exception.Fault;
        }
        catch (TimeoutException)
        {
            throw Fail($"{when}: the call did not end by itself.");
        }
        catch (Exception exception) when (exception is not CheckFailedException && !Ct.IsCancellationRequested)
        {
            throw Fail($"{when}: {exception.GetType().Name} instead of a ConnectorException with a fault.");
        }

        throw Fail($"{when}: the call succeeded.");
    }

    /// <summary>Texts that must not appear in faults, logs, checkpoints and spans.</summary>
    public IEnumerable<string> Forbidden => Fixture.Secrets.Concat(ConformanceCanary.All);

    public void Clean(string? text, string where)
    {
        var found = Forbidden.FirstOrDefault(canary => text?.Contains(canary, StringComparison.OrdinalIgnoreCase) == true);
        True(found is null, $"{where} holds {(Fixture.Secrets.Contains(found) ? "a secret" : $"personal data ({found})")}.");
    }

    [SuppressMessage("Performance", "CA1822", Justification = "Reads as one vocabulary with the other words.")]
    public void True([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds)
        {
            throw Fail(otherwise);
        }
    }

    [SuppressMessage("Performance", "CA1822", Justification = "Reads as one vocabulary with the other words.")]
    public CheckFailedException Fail(string message) => new(message);

    /// <summary>What a fixture did not arrange, and for which no reason is written down.</summary>
    public CheckFailedException NotArranged(string hook) => Fail($"The fixture does not arrange this: override {hook}, or write in Reasons why it cannot be arranged.");

    public static string Show(WriteResult result) => result switch
    {
        WriteResult.Failed failed => $"Failed({failed.Fault.Kind}, {failed.Fault.Code}: {failed.Fault.Message})",
        WriteResult.Unknown unknown => $"Unknown({unknown.Fault.Code}: {unknown.Fault.Message})",
        WriteResult.Applied { WasReplay: true } => "Applied as a replay",
        _ => result.GetType().Name,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var connected in _connections)
        {
            switch (connected.Connector)
            {
                case IAsyncDisposable later:
                    await later.DisposeAsync();
                    break;
                case IDisposable now:
                    now.Dispose();
                    break;
            }
        }
    }
}
