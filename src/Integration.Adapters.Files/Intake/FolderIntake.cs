using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using ErpSync.Adapters.Files.Index;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Files.Intake;

/// <summary>
/// Picks files up, has them read, and moves each where it belongs. A file is in exactly one folder at any time; what was in <c>work</c> when the process
/// died is read again.
/// </summary>
internal sealed class FolderIntake(FilesOptions options, TimeProvider time) : IDisposable
{
    private const string Stamp = "yyyyMMdd'T'HHmmssfff'Z'";
    private const string RefusedEnding = ".refused";

    private readonly FileParser _parser = new(options);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private bool _prepared;
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

    /// <summary>Reads what was accepted and is not known yet.</summary>
    public ValueTask LoadAsync(CancellationToken ct) => RunAsync(pickUp: false, ct);

    /// <summary>Takes what arrived.</summary>
    public ValueTask PickUpAsync(CancellationToken ct) => RunAsync(pickUp: true, ct);

    public void Dispose() => _oneAtATime.Dispose();

    private async ValueTask RunAsync(bool pickUp, CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (!_prepared)
            {
                Prepare();
                _prepared = true;
            }

            await CatchUpAsync(ct).ConfigureAwait(false);
            if (pickUp)
            {
                ForgetSeen();
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
        var number = Math.Max(_lastFile, LastRejected()) + 1;
        var id = IdOf(number, name);
        var stamp = now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture);
        var archived = Path.Combine(Archive, string.Create(CultureInfo.InvariantCulture, $"{number:D12}-{stamp}-{name}"));
        try
        {
            var kind = KindOf(name) ?? throw new FileRefusedException("files.unknown-kind", "No pattern fits the name of the file any more.");
            var content = await ReadAsync(kind, file, now, ct).ConfigureAwait(false);
            var problems = Index.Apply(id, kind, content, number, now);
            if (problems.Count > 0)
            {
                await File.WriteAllTextAsync(Path.Combine(Reject, $"{id}.rows.csv"), ReportOf(problems), ct).ConfigureAwait(false);
            }

            File.Move(file, archived);
            Report(id, number, problems, now);
        }
        catch (FileRefusedException refused)
        {
            var reason = $"{refused.Code}: {refused.Message}";
            await File.WriteAllTextAsync(Path.Combine(Reject, $"{id}.reason.txt"), reason + Environment.NewLine, ct).ConfigureAwait(false);

            // The archive remembers that there was such a file, so that its number is never given again and its case survives a restart.
            await File.WriteAllTextAsync(archived + RefusedEnding, reason, ct).ConfigureAwait(false);
            File.Move(file, Path.Combine(Reject, id));
            Index.Report(id, number, FaultOf(reason), now);
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

    /// <summary>Reads what was accepted since the last look: everything at start, and what another process over the same folders accepted.</summary>
    private async ValueTask CatchUpAsync(CancellationToken ct)
    {
        var oldest = time.GetUtcNow() - options.History;
        var known = _lastFile;
        foreach (var file in Directory.GetFiles(Archive).Order(StringComparer.Ordinal))
        {
            // The instant of acceptance is in the name, so that a row is judged as it was then.
            var parts = Path.GetFileName(file).Split('-', 3);
            if (parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > known
                && DateTimeOffset.TryParseExact(parts[1], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                if (at >= oldest)
                {
                    await ReplayAsync(file, parts[2], number, at, ct).ConfigureAwait(false);
                }

                _lastFile = Math.Max(_lastFile, number);
            }
        }
    }

    private async ValueTask ReplayAsync(string file, string name, long number, DateTimeOffset at, CancellationToken ct)
    {
        if (name.EndsWith(RefusedEnding, StringComparison.Ordinal))
        {
            var id = IdOf(number, name[..^RefusedEnding.Length]);
            if (IsReported(id))
            {
                Index.Report(id, number, FaultOf(await File.ReadAllTextAsync(file, ct).ConfigureAwait(false)), at);
            }
        }
        else if (KindOf(name) is { } kind)
        {
            try
            {
                var id = IdOf(number, name);
                var problems = Index.Apply(id, kind, await ReadAsync(kind, file, at, ct).ConfigureAwait(false), number, at);
                if (IsReported(id))
                {
                    Report(id, number, problems, at);
                }
            }
            catch (FileRefusedException refused)
            {
                // It was accepted once, so the layout must have changed since: say so, and go on without it.
                var text = $"{refused.Code}: the archived file is no longer readable. {refused.Message}{Environment.NewLine}";
                await File.WriteAllTextAsync(Path.Combine(Reject, Path.GetFileName(file) + ".reason.txt"), text, ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Rows of which nobody can tell what record they are about; the others are faults of their own records.</summary>
    private void Report(string id, long number, IReadOnlyList<RowProblem> problems, DateTimeOffset at)
    {
        var nameless = problems.Where(static problem => problem.Id is null).ToList();
        if (nameless.Count > 0)
        {
            Index.Report(id, number, new Fault(FaultKind.Invalid, "files.rows-unusable", string.Create(
                CultureInfo.InvariantCulture, $"{nameless.Count} rows name no record and were not used; the first is {nameless[0].Code}: {nameless[0].Message}"))
            {
                Hint = "Look at the report in the reject folder, have the rows sent again, and take the report out of the folder.",
            }, at);
        }
    }

    private static Fault FaultOf(string reason) =>
        new(FaultKind.Invalid, reason.Split(':', 2)[0], $"The file was refused. {reason.Split(':', 2)[^1].Trim()}")
        {
            Hint = "Have it corrected and sent again, and take it out of the reject folder.",
        };

    /// <summary>A report that is no longer in the reject folder was dealt with.</summary>
    private void ForgetSeen()
    {
        foreach (var id in Index.Files.Spoiled.Where(id => !IsReported(id)))
        {
            Index.Seen(id, _lastFile, time.GetUtcNow());
        }
    }

    private bool IsReported(string id) =>
        File.Exists(Path.Combine(Reject, id)) || File.Exists(Path.Combine(Reject, $"{id}.rows.csv")) || File.Exists(Path.Combine(Reject, $"{id}.reason.txt"));

    private long LastRejected() => Directory.EnumerateFiles(Reject)
        .Select(static file => long.TryParse(Path.GetFileName(file).Split('-', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .DefaultIfEmpty().Max();

    private static string IdOf(long number, string name) => string.Create(CultureInfo.InvariantCulture, $"{number:D12}-{name}");

    private FileKind? KindOf(string name) =>
        Enum.GetValues<FileKind>().Cast<FileKind?>().FirstOrDefault(kind => FileSystemName.MatchesSimpleExpression(options.LayoutOf(kind!.Value).Pattern, name));

    private static string ReportOf(IReadOnlyList<RowProblem> problems)
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
