using ErpSync.Connectors;
using ErpSync.Model;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.Files.Tests;

/// <summary>A real exchange folder and the connector that watches it.</summary>
internal sealed class Warehouse : IDisposable
{
    public const string StockHeader = "sku,location,on_hand,as_of\n";

    private readonly string _root = Directory.CreateTempSubdirectory("erpsync-files").FullName;
    private readonly Action<FilesOptions>? _configure;
    private FilesConnector? _connector;

    public Warehouse(Action<FilesOptions>? configure = null) => _configure = configure;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    public FilesConnector Connector => _connector ??= Start();

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    public void Send(string name, string text) => File.WriteAllText(Path.Combine(Folder("inbox"), name), text);

    public IReadOnlyList<string> Files(string folder) => [.. Directory.EnumerateFiles(Folder(folder)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public string Text(string folder, string ending) => File.ReadAllText(Directory.EnumerateFiles(Folder(folder)).Single(file => file.EndsWith(ending, StringComparison.Ordinal)));

    /// <summary>Another process over the same folders.</summary>
    public void Restart()
    {
        _connector?.Dispose();
        _connector = null;
    }

    public async Task<IReadOnlyList<SourceRecord<T>>> ReadAsync<T>(Checkpoint? after = null)
        where T : class
    {
        var records = new List<SourceRecord<T>>();
        await foreach (var page in ((ISource<T>)(object)Connector).ReadAsync(new ReadRequest(after, PageSizeHint: 2), CancellationToken.None))
        {
            records.AddRange(page.Records);
            LastCheckpoint = page.Next;
        }

        return records;
    }

    public Checkpoint? LastCheckpoint { get; private set; }

    public async Task<SourceRecord<T>> FindAsync<T>(string id)
        where T : class
    {
        await foreach (var record in ((ISource<T>)(object)Connector).FindAsync([id], CancellationToken.None))
        {
            return record;
        }

        throw new InvalidOperationException("No answer.");
    }

    public async Task<decimal?> OnHandAsync(string sku, string location = "WH-1") =>
        (await FindAsync<StockLevel>(sku)).Value?.Cells.FirstOrDefault(cell => cell.Location == location)?.OnHand;

    public void Dispose()
    {
        _connector?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private FilesConnector Start()
    {
        var options = new FilesOptions { Root = _root, SettleTime = TimeSpan.Zero };
        _configure?.Invoke(options);
        return new FilesConnector("wms", options, Time);
    }
}
