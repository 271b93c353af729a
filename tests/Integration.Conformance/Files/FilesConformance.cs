using ErpSync.Adapters.Files;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ErpSync.Conformance.Files;

/// <summary>
/// A warehouse that exchanges files in a real folder. What is dropped is picked up at once by a connection of the fixture's own, as a host that sweeps would do;
/// the connections under test read the same folders.
/// </summary>
internal sealed class FilesConformance : ConformanceFixture
{
    private const string NoTransport = "Files have no transport in which the suite could alter, delay or refuse an answer.";
    private const string NoAmounts = "Warehouse files know no amounts.";

    private readonly string _root = Directory.CreateTempSubdirectory("erpsync-files-").FullName;
    private readonly List<FilesConnector> _connections = [];
    private readonly FilesConnector _courier;
    private int _sent;

    public FilesConformance() => _courier = new FilesConnector("courier", Options(), Clock);

    public override string Name => "Warehouse files";

    public override IReadOnlyList<SourceFixture> Sources => field ??= [new FilesStockLevels(this), new FilesShipments(this), new FilesReturns(this), new FilesReceived(this)];

    public override IReadOnlyList<string> Secrets => [];

    public override IReadOnlyList<InvalidOption> InvalidOptions { get; } =
    [
        new("Root", () => Validate(options => options.Root = "")),
        new("ClockTolerance", () => Validate(options => options.ClockTolerance = TimeSpan.FromDays(2))),
        new("Stock.Pattern", () => Validate(options => options.Stock.Pattern = "")),
    ];

    public override IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CON-02"] = "A folder knows no secret, host or company. That a folder which cannot be used is named is tested beside the adapter.",
        ["CON-03"] = "The connection check asks the file system, not a target that counts requests.",
        ["CON-04"] = "Permissions are the file system's; whoever runs the tests may have all of them.",
        ["SRC-08"] = NoTransport + " A file that ends in the middle is refused as a whole, which is tested beside the adapter.",
        ["SRC-11"] = NoTransport + " Nothing a warehouse sends is read as a deletion.",
        ["CHK-04"] = "A checkpoint counts files and not time, so none lies in the future: what arrives later always comes after it.",
        ["FLT-01"] = NoTransport,
        ["FLT-02"] = NoTransport,
        ["FLT-03"] = NoTransport,
        ["FLT-04"] = NoTransport,
        ["FLT-05"] = NoTransport,
        ["THR-01"] = NoTransport,
        ["THR-02"] = NoTransport,
        ["THR-03"] = NoTransport,
        ["CAN-01"] = NoTransport + " That a cancelled reading ends between two pages is tested beside the adapter.",
        ["CCY-01"] = "Two connections have two folders and no secrets; there is nothing they could share.",
        ["CCY-02"] = "Nobody is waited for.",
        ["FID-01"] = NoAmounts,
        ["FID-02"] = NoAmounts,
        ["FID-03"] = NoAmounts,
        ["FID-05/stock-level"] = "A stock level carries no text beside its SKU.",
        ["FID-05/warehouse-file"] = "The record says what became of a file; it carries no text of the warehouse's own.",
        ["FID-07"] = "CSV does not tell an empty field from an absent one.",
        ["VER-01"] = NoTransport + " Further and missing columns are tested beside the adapter.",
        ["OBS-01"] = "No remote call is made.",
        ["OBS-02"] = "The adapter logs nothing; what became of a file is a record.",
    };

    public override async ValueTask<IConnector> ConnectAsync(ConnectionRequest request, CancellationToken ct)
    {
        var connector = new FilesConnector(request.Id, Options(), Clock);
        _connections.Add(connector);

        // A host looks at its connections when it starts; that reads the archive.
        await connector.CheckAsync(ct);
        return connector;
    }

    /// <summary>The warehouse sends a file, and a running host picks it up.</summary>
    /// <returns>Id of the file.</returns>
    public async ValueTask<string> SendAsync(string kind, string header, IReadOnlyList<string> rows, CancellationToken ct)
    {
        var name = await DropAsync(kind, header, rows, ct);
        await PickUpAsync(ct);
        var archived = Directory.EnumerateFiles(Path.Combine(_root, "archive")).Select(static file => Path.GetFileName(file)!).Single(file => file.EndsWith(name, StringComparison.Ordinal));
        return $"{archived.Split('-')[0]}-{name}";
    }

    /// <summary>The warehouse sends a file.</summary>
    /// <returns>Its name.</returns>
    public async ValueTask<string> DropAsync(string kind, string header, IReadOnlyList<string> rows, CancellationToken ct)
    {
        var name = $"{kind}-{++_sent:D5}.csv";
        await File.WriteAllTextAsync(Path.Combine(_root, "inbox", name), $"{header}\n{string.Concat(rows.Select(static row => row + "\n"))}", ct);
        return name;
    }

    /// <summary>A running host picks up what was sent.</summary>
    public async ValueTask PickUpAsync(CancellationToken ct)
    {
        await foreach (var _ in ((ISource<StockLevel>)_courier).ReadAsync(new ReadRequest(PageSizeHint: 5_000), ct))
        {
        }
    }

    public override ValueTask DisposeAsync()
    {
        _connections.ForEach(static connection => connection.Dispose());
        _courier.Dispose();
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static void Validate(Action<FilesOptions> spoil)
    {
        var services = new ServiceCollection();
        services.AddErpSync(sync => sync.AddWarehouseFiles("wms", options =>
        {
            options.Root = Path.GetTempPath();
            spoil(options);
        }));
        using var provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<IOptionsMonitor<FilesOptions>>().Get("wms");
    }

    private FilesOptions Options()
    {
        Directory.CreateDirectory(Path.Combine(_root, "inbox"));
        return new FilesOptions { Root = _root, SettleTime = TimeSpan.Zero, MaxFilesPerReading = 10_000 };
    }
}
