using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using ErpSync.Adapters.Files.Index;

namespace ErpSync.Adapters.Files.Intake;

/// <summary>
/// Picks files up, has them read, and moves each where it belongs. A file is in exactly one folder at any time; what was in <c>work</c> when the process
/// died is read again.
/// </summary>
internal sealed class FolderIntake(FilesOptions options, TimeProvider time) : IDisposable
{
    private const string Stamp = "yyyyMMdd'T'HHmmssfff'Z'";

    private readonly FileParser _parser = new(options);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private bool _loaded;
    private long _lastFile;

    public FileIndex Index { get; } = new();

    private string Inbox => Path.Combine(options.Root, "inbox");

    private string Work => Path.Combine(options.Root, "work");

    private string Archive => Path.Combine(options.Root, "archive");

    private string Reject => Path.Combine(options.Root, "reject");

    /// <summary>Files and reports that a person should look at.</summary>
    public int Rejected => Directory.Exists(Reject) ? Directory.EnumerateFiles(Reject).Count() : 0;

    /// <summary>Makes the folders. Throws what the file system says.</summary>
    public void Prepare()
    {
        foreach (var folder in new[] { Inbox, Work, Archive, Reject })
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>Reads what was accepted before, once.</summary>
    public ValueTask LoadAsync(CancellationToken ct) => RunAsync(pickUp: false, ct);

    /// <summary>Takes what arrived.</summary>
    public ValueTask PickUpAsync(CancellationToken ct) => RunAsync(pickUp: true, ct);

    public void Dispose() => _oneAtATime.Dispose();

    private async ValueTask RunAsync(bool pickUp, CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (!_loaded)
            {
                Prepare();
                await RebuildAsync(ct).ConfigureAwait(false);
                _loaded = true;
            }

            if (pickUp)
            {
                foreach (var file in Directory.GetFiles(Work).Order(StringComparer.Ordinal))
                {
                    await AcceptAsync(file, ct).ConfigureAwait(false);
                }

                foreach (var file in Arrived())
                {
                    var taken = Path.Combine(Work, Path.GetFileName(file));
                    File.Move(file, taken);
                    await AcceptAsync(taken, ct).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private List<string> Arrived()
    {
        var settled = (time.GetUtcNow() - options.SettleTime).UtcDateTime;
        return [.. new DirectoryInfo(Inbox).EnumerateFiles()
            .Where(file => KindOf(file.Name) is not null && (options.SettleTime == TimeSpan.Zero || file.LastWriteTimeUtc <= settled))
            .OrderBy(static file => file.LastWriteTimeUtc).ThenBy(static file => file.Name, StringComparer.Ordinal)
            .Take(options.MaxFilesPerReading).Select(static file => file.FullName)];
    }

    private async ValueTask AcceptAsync(string file, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var name = Path.GetFileName(file);
        var number = _lastFile + 1;
        try
        {
            var kind = KindOf(name) ?? throw new FileRefusedException("files.unknown-kind", "No pattern fits the name of the file any more.");
            var content = await ReadAsync(kind, file, now, ct).ConfigureAwait(false);
            var problems = Index.Apply(kind, content, number, now);
            if (problems.Count > 0)
            {
                await File.WriteAllTextAsync(Path.Combine(Reject, $"{number:D12}-{name}.rows.csv"), Report(problems), ct).ConfigureAwait(false);
            }

            File.Move(file, Path.Combine(Archive, string.Create(CultureInfo.InvariantCulture, $"{number:D12}-{now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}-{name}")));
        }
        catch (FileRefusedException refused)
        {
            await File.WriteAllTextAsync(Path.Combine(Reject, $"{number:D12}-{name}.reason.txt"), $"{refused.Code}: {refused.Message}{Environment.NewLine}", ct).ConfigureAwait(false);
            File.Move(file, Path.Combine(Reject, $"{number:D12}-{name}"));
        }

        _lastFile = number;
    }

    private async ValueTask<FileContent> ReadAsync(FileKind kind, string file, DateTimeOffset now, CancellationToken ct)
    {
        var length = new FileInfo(file).Length;
        return length > options.MaxFileBytes
            ? throw new FileRefusedException("files.too-large", string.Create(CultureInfo.InvariantCulture, $"The file has {length} bytes; at most {options.MaxFileBytes} are read. Split it, or raise MaxFileBytes."))
            : _parser.Parse(kind, await File.ReadAllBytesAsync(file, ct).ConfigureAwait(false), now);
    }

    private async ValueTask RebuildAsync(CancellationToken ct)
    {
        var oldest = time.GetUtcNow() - options.History;
        foreach (var file in Directory.GetFiles(Archive).Order(StringComparer.Ordinal))
        {
            // The instant of acceptance is in the name, so that a row is judged as it was then.
            var parts = Path.GetFileName(file).Split('-', 3);
            if (parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && DateTimeOffset.TryParseExact(parts[1], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                _lastFile = Math.Max(_lastFile, number);
                if (at >= oldest && KindOf(parts[2]) is { } kind)
                {
                    await ReplayAsync(kind, file, number, at, ct).ConfigureAwait(false);
                }
            }
        }

        foreach (var name in Directory.EnumerateFiles(Reject).Select(static file => Path.GetFileName(file).Split('-', 2)[0]))
        {
            _lastFile = long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Max(_lastFile, number) : _lastFile;
        }
    }

    private async ValueTask ReplayAsync(FileKind kind, string file, long number, DateTimeOffset at, CancellationToken ct)
    {
        try
        {
            Index.Apply(kind, await ReadAsync(kind, file, at, ct).ConfigureAwait(false), number, at);
        }
        catch (FileRefusedException refused)
        {
            // It was accepted once, so the layout must have changed since: say so, and go on without it.
            var text = $"{refused.Code}: the archived file is no longer readable. {refused.Message}{Environment.NewLine}";
            await File.WriteAllTextAsync(Path.Combine(Reject, Path.GetFileName(file) + ".reason.txt"), text, ct).ConfigureAwait(false);
        }
    }

    private FileKind? KindOf(string name) =>
        Enum.GetValues<FileKind>().Cast<FileKind?>().FirstOrDefault(kind => FileSystemName.MatchesSimpleExpression(options.LayoutOf(kind!.Value).Pattern, name));

    private static string Report(IReadOnlyList<RowProblem> problems)
    {
        var report = new StringBuilder("line,id,code,message\n");
        foreach (var problem in problems.OrderBy(static problem => problem.Line))
        {
            report.Append(CultureInfo.InvariantCulture, $"{problem.Line},{Quoted(problem.Id ?? "")},{problem.Code},{Quoted(problem.Message)}\n");
        }

        return report.ToString();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
