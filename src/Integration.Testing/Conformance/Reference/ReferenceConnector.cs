using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>A connector that keeps the whole contract. Mutants derive from it and break one rule each.</summary>
internal class ReferenceConnector(ReferenceClient client, string id, string webhookSecret) : ISource<ReferenceNote>, ISink<ReferenceNote>, ISink<ReferenceLevel>, IWebhookSource
{
    public const string Notes = "reference-note";
    public const string Levels = "reference-level";
    private const int MostRows = 100;
    private const int MostItems = 5;

    public virtual ConnectorDescriptor Descriptor { get; } = new(id, "Reference system", "reference",
    [
        new EntityCapability(Notes)
        {
            Reads = ReadModes.ById | ReadModes.Snapshot | ReadModes.Delta | ReadModes.Deletes | ReadModes.Webhooks,
            Writes = WriteModes.Create | WriteModes.Update,
            Idempotency = IdempotencyMode.Native,
            MaxBatchSize = MostItems,
        },
        new EntityCapability(Levels) { Writes = WriteModes.Set, Idempotency = IdempotencyMode.Native, MaxBatchSize = MostItems },
    ]);

    protected ReferenceClient Client { get; } = client;

    public virtual async ValueTask<ConnectionReport> CheckAsync(CancellationToken ct)
    {
        try
        {
            var status = await Client.SendAsync(HttpMethod.Get, "status", null, null, ct);
            var granted = status["permissions"]!.AsArray().Select(node => node!.GetValue<string>()).ToList();
            return granted.Contains("write_notes")
                ? new ConnectionReport(ConnectionState.Ok, [])
                : new ConnectionReport(ConnectionState.Degraded, [new ConnectionFinding("reference.no-permission", "The secret lacks the permission write_notes.", "Grant write_notes.")]);
        }
        catch (ConnectorException exception)
        {
            var fault = exception.Fault;
            var state = fault switch
            {
                { Code: "reference.no-company" } or { Kind: FaultKind.SchemaChanged } => ConnectionState.Misconfigured,
                { Kind: FaultKind.Unauthorized } => ConnectionState.Unauthorized,
                { Kind: FaultKind.Throttled } => ConnectionState.Degraded,
                _ => ConnectionState.Unreachable,
            };
            return new ConnectionReport(state, [new ConnectionFinding(fault.Code, fault.Message, fault.Hint)]);
        }
    }

    public virtual async IAsyncEnumerable<SourcePage<ReferenceNote>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var position = request.After is { } after ? ReferencePosition.Parse(after) : (ReferencePosition?)null;
        var limit = Math.Clamp(request.PageSizeHint ?? MostRows, 1, MostRows);
        var from = position?.Back();
        while (true)
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"notes?limit={limit}{Part("after", from?.ToQuery())}{Part("from", Text(request.From))}{Part("to", Text(request.To))}");
            var answer = await PageAsync(query, ct);
            var (records, more) = Rows(answer);
            if (records.Count > 0)
            {
                var last = new ReferencePosition(records[^1].ChangedAt, records[^1].Id);
                from = last;
                position = position is { } reached && (reached.At, reached.Id).CompareTo((last.At, last.Id)) > 0 ? reached : last;
                yield return new SourcePage<ReferenceNote>(records, position.Value.ToCheckpoint());
            }

            if (!more)
            {
                yield break;
            }
        }
    }

    public virtual async IAsyncEnumerable<SourceRecord<ReferenceNote>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(MostRows))
        {
            var (records, _) = Rows(await PageAsync($"notes?ids={Uri.EscapeDataString(string.Join(',', chunk))}", ct));
            var found = records.ToDictionary(record => record.Id, StringComparer.Ordinal);
            foreach (var wanted in chunk)
            {
                yield return found.TryGetValue(wanted, out var record) ? record : new SourceRecord<ReferenceNote>(wanted, "gone", DateTimeOffset.UnixEpoch, null, IsDeleted: true);
            }
        }
    }

    public virtual async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<ReferenceNote>> batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Limit(batch.Count);
        var results = new List<WriteResult>(batch.Count);
        foreach (var item in batch)
        {
            results.Add(await ReferenceWriting.GuardAsync(item.ItemId, () => NoteAsync(item, ct)));
        }

        return results;
    }

    public virtual async ValueTask<RecordRef?> LookupAsync(WriteItem<ReferenceNote> item, CancellationToken ct) =>
        ReferenceWriting.Reference(await Client.SendAsync(HttpMethod.Get, $"keys/{Uri.EscapeDataString(item.Key.Value)}", null, null, ct));

    public virtual async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<ReferenceLevel>> batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Limit(batch.Count);
        var results = new List<WriteResult>(batch.Count);
        foreach (var item in batch)
        {
            results.Add(await ReferenceWriting.GuardAsync(item.ItemId, () => ReferenceWriting.LevelAsync(Client, item, ct)));
        }

        return results;
    }

    public virtual async ValueTask<RecordRef?> LookupAsync(WriteItem<ReferenceLevel> item, CancellationToken ct)
    {
        var answer = await Client.SendAsync(HttpMethod.Get, $"levels/{Uri.EscapeDataString(item.Value.Sku)}", null, null, ct);
        return ReferenceReading.Text(answer, "quantity") is { } text && decimal.Parse(text, CultureInfo.InvariantCulture) == item.Value.Quantity ? new RecordRef(item.Value.Sku) : null;
    }

    public virtual WebhookVerdict Receive(WebhookDelivery delivery) => ReferenceWebhooks.Receive(delivery, webhookSecret);

    /// <summary>Creates in two steps, so that there is a half to get stuck in.</summary>
    protected virtual async Task<WriteResult> NoteAsync(WriteItem<ReferenceNote> item, CancellationToken ct)
    {
        switch (item.Kind)
        {
            case WriteKind.Create:
                var body = new JsonObject { ["key"] = item.Key.Value, ["note"] = ReferenceReading.Content(item.Value) };
                var created = await Client.SendAsync(HttpMethod.Post, "notes", body, null, ct);
                var confirmed = created["confirmed"]!.GetValue<bool>();
                var replay = created["replay"]!.GetValue<bool>() && confirmed;
                if (!confirmed)
                {
                    created = await Client.SendAsync(HttpMethod.Post, $"notes/{created["id"]!.GetValue<string>()}/confirm", null, null, ct);
                }

                return new WriteResult.Applied(item.ItemId, ReferenceWriting.Reference(created)!, replay);
            case WriteKind.Update when item.Target is { } target:
                var replaced = await Client.SendAsync(HttpMethod.Put, $"notes/{target.Id}", ReferenceReading.Content(item.Value), target.Version, ct);
                var reference = ReferenceWriting.Reference(replaced)!;
                return replaced["unchanged"]!.GetValue<bool>() ? new WriteResult.Unchanged(item.ItemId, reference) : new WriteResult.Applied(item.ItemId, reference);
            default:
                return ReferenceWriting.Unsupported(item.ItemId, item.Kind);
        }
    }

    protected virtual Task<JsonObject> PageAsync(string query, CancellationToken ct) => Client.SendAsync(HttpMethod.Get, query, null, null, ct);

    protected virtual (IReadOnlyList<SourceRecord<ReferenceNote>> Records, bool More) Rows(JsonObject answer)
    {
        var rows = answer["notes"] as JsonArray;
        if (rows is null || answer["count"] is not JsonValue announced || !announced.TryGetValue<int>(out var count))
        {
            throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "reference.no-list", "The answer holds no list of notes."));
        }

        return rows.Count == count
            ? ([.. rows.OfType<JsonObject>().Select(ReferenceReading.Record)], answer["more"]?.GetValue<bool>() == true)
            : throw new ConnectorException(new Fault(FaultKind.Transient, "reference.hollow-page", "The reference system announced more notes than it sent."));
    }

    private static void Limit(int count)
    {
        if (count > MostItems)
        {
            throw new ConnectorException(new Fault(FaultKind.Invalid, "reference.batch-too-large", "The batch is larger than the connector takes.") { Hint = "Send at most MaxBatchSize items." });
        }
    }

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={value}";

    private static string? Text(DateTimeOffset? instant) => instant is { } at ? Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture)) : null;
}
