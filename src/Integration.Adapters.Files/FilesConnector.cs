using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Adapters.Files.Index;
using ErpSync.Adapters.Files.Intake;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Files;

/// <summary>
/// A warehouse or 3PL that exchanges CSV files in folders. Every reading picks up what arrived; what was accepted is kept in the archive folder, which is all
/// the memory there is. Thread-safe; one process per root folder.
/// </summary>
public sealed class FilesConnector : ISource<StockLevel>, ISource<Shipment>, ISource<WarehouseReturn>, ISource<WarehouseFile>, IDisposable
{
    private readonly FolderIntake _intake;
    private readonly FilesOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes a connector.</summary>
    /// <param name="id">Connection id.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="time">Clock.</param>
    public FilesConnector(string id, FilesOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _intake = new FolderIntake(options, time);
        Descriptor = new ConnectorDescriptor(id, "Warehouse files", "files",
        [
            Reads(EntityNames.StockLevel) with { IdsIgnoreCase = true }, Reads(EntityNames.Shipment), Reads(WarehouseReturn.EntityName), Reads(WarehouseFile.EntityName),
        ]);
    }

    /// <inheritdoc/>
    public ConnectorDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public async ValueTask<ConnectionReport> CheckAsync(CancellationToken ct)
    {
        try
        {
            await _intake.LoadAsync(ct).ConfigureAwait(false);
            var rejected = _intake.Rejected;
            return new ConnectionReport(ConnectionState.Ok, rejected == 0 ? [] :
            [
                new ConnectionFinding("files.rejected", string.Create(CultureInfo.InvariantCulture, $"{rejected} files or reports are in the reject folder."), "Look at them, have them corrected, and empty the folder."),
            ]);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new ConnectionReport(ConnectionState.Misconfigured,
                [new ConnectionFinding("files.folder", $"{_options.Root} cannot be used: {refused.Message}", "Let the process read and write there.")]);
        }
    }

    /// <inheritdoc/>
    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) => ReadAsync(static index => index.Stock, request, ct);

    /// <inheritdoc/>
    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => FindAsync(static index => index.Stock, ids, ct);

    /// <inheritdoc/>
    IAsyncEnumerable<SourcePage<Shipment>> ISource<Shipment>.ReadAsync(ReadRequest request, CancellationToken ct) => ReadAsync(static index => index.Shipments, request, ct);

    /// <inheritdoc/>
    IAsyncEnumerable<SourceRecord<Shipment>> ISource<Shipment>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => FindAsync(static index => index.Shipments, ids, ct);

    /// <inheritdoc/>
    IAsyncEnumerable<SourcePage<WarehouseReturn>> ISource<WarehouseReturn>.ReadAsync(ReadRequest request, CancellationToken ct) => ReadAsync(static index => index.Returns, request, ct);

    /// <inheritdoc/>
    IAsyncEnumerable<SourceRecord<WarehouseReturn>> ISource<WarehouseReturn>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => FindAsync(static index => index.Returns, ids, ct);

    /// <inheritdoc/>
    IAsyncEnumerable<SourcePage<WarehouseFile>> ISource<WarehouseFile>.ReadAsync(ReadRequest request, CancellationToken ct) =>
        ReadAsync(static index => index.Files, request, ct);

    /// <inheritdoc/>
    IAsyncEnumerable<SourceRecord<WarehouseFile>> ISource<WarehouseFile>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) =>
        FindAsync(static index => index.Files, ids, ct);

    /// <summary>Ends the connector.</summary>
    public void Dispose() => _intake.Dispose();

    private async IAsyncEnumerable<SourcePage<T>> ReadAsync<T>(Func<FileIndex, RecordIndex<T>> part, ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        await GuardAsync(_intake.PickUpAsync, ct).ConfigureAwait(false);
        await foreach (var page in part(_intake.Index).PagesAsync(request, ct).ConfigureAwait(false))
        {
            yield return page;
        }
    }

    private async IAsyncEnumerable<SourceRecord<T>> FindAsync<T>(Func<FileIndex, RecordIndex<T>> part, IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ids);
        await GuardAsync(_intake.LoadAsync, ct).ConfigureAwait(false);
        await foreach (var record in part(_intake.Index).FindAsync(ids, _time.GetUtcNow(), ct).ConfigureAwait(false))
        {
            yield return record;
        }
    }

    private static async ValueTask GuardAsync(Func<CancellationToken, ValueTask> work, CancellationToken ct)
    {
        try
        {
            await work(ct).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            throw new ConnectorException(new Fault(FaultKind.Transient, "files.io", $"The exchange folder cannot be read or written: {broken.Message}") { Hint = "Check the volume and its free space." }, broken);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new ConnectorException(new Fault(FaultKind.Unauthorized, "files.access", $"The exchange folder refuses us: {refused.Message}") { Hint = "Let the process read, write and rename in it." }, refused);
        }
    }

    private static EntityCapability Reads(string entity) => new(entity) { Reads = ReadModes.ById | ReadModes.Delta, MaxReadBatchSize = 1_000 };
}
