using ErpSync.Adapters.Files.Intake;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Files.Index;

/// <summary>What all accepted files together say. One file at a time is applied; reading meanwhile is safe.</summary>
internal sealed class FileIndex
{
    /// <summary>Records one file may change: sequences of different files never meet.</summary>
    private const long PerFile = 100_000_000;

    public RecordIndex<StockLevel> Stock { get; } = new(EntityNames.StockLevel, static (a, b) => a.Cells.SequenceEqual(b.Cells), StringComparer.OrdinalIgnoreCase);

    public RecordIndex<Shipment> Shipments { get; } = new(EntityNames.Shipment, static (a, b) =>
        a.Lines.SequenceEqual(b.Lines) && a.TrackingNumbers.SequenceEqual(b.TrackingNumbers) && a with { Lines = b.Lines, TrackingNumbers = b.TrackingNumbers } == b, StringComparer.Ordinal);

    public RecordIndex<WarehouseReturn> Returns { get; } = new(WarehouseReturn.EntityName, static (a, b) =>
        a.Lines.SequenceEqual(b.Lines) && a with { Lines = b.Lines } == b, StringComparer.Ordinal);

    public RecordIndex<WarehouseFile> Files { get; } = new(WarehouseFile.EntityName, static (_, _) => false, StringComparer.Ordinal);

    private readonly Dictionary<string, SortedDictionary<string, StockCount>> _counts = new(StringComparer.OrdinalIgnoreCase);

    private int _seen;

    /// <summary>Applies a file.</summary>
    /// <param name="id">Its number and name.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="content">What it says.</param>
    /// <param name="file">Its number.</param>
    /// <param name="at">When it was read.</param>
    /// <returns>Everything of it that could not be used.</returns>
    public IReadOnlyList<RowProblem> Apply(string id, FileKind kind, FileContent content, long file, DateTimeOffset at)
    {
        var sequence = file * PerFile;
        var problems = content.Problems.ToList();
        ApplyStock(content.Stock, problems, ref sequence, at);
        foreach (var shipment in content.Shipments)
        {
            Shipments.Put(shipment.Id, shipment, ++sequence, at);
        }

        foreach (var returned in content.Returns)
        {
            Returns.Put(returned.Id, returned, ++sequence, at);
        }

        foreach (var problem in problems.Where(static problem => problem.Id is not null && problem.Code != OldSnapshot))
        {
            Spoil(kind, problem, ++sequence, at);
        }

        Files.Put(id, new WarehouseFile
        {
            Id = id,
            ReadAt = at,
            Rows = content.Rows,
            Problems =
            [
                .. problems.OrderBy(static problem => problem.Line)
                    .Select(static problem => new WarehouseFileProblem(problem.Line, problem.Id, problem.Code, problem.Message)),
            ],
        }, file * PerFile, at);
        return problems;
    }

    /// <summary>A file of which nothing, or not everything, could be used, and nobody but a person can tell what it meant.</summary>
    public void Report(string id, long file, Fault fault, DateTimeOffset at) => Files.Spoil(id, fault, file * PerFile, at);

    /// <summary>Somebody took the reports of a file out of the reject folder.</summary>
    public void Seen(string id, long lastFile, DateTimeOffset at) =>
        Files.Put(id, Files.Find(id)?.Value ?? new WarehouseFile { Id = id, ReadAt = at }, (lastFile * PerFile) + (PerFile / 2) + ++_seen, at);

    /// <summary>Code of a row that is older than what is known.</summary>
    private const string OldSnapshot = "files.snapshot-old";

    private void ApplyStock(IReadOnlyList<StockCount> counts, List<RowProblem> problems, ref long sequence, DateTimeOffset at)
    {
        var touched = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var count in counts)
        {
            if (!_counts.TryGetValue(count.Sku, out var cells))
            {
                _counts.Add(count.Sku, cells = new SortedDictionary<string, StockCount>(StringComparer.Ordinal));
            }

            var known = cells.GetValueOrDefault(count.Location);
            if (known is null || count.AsOf > known.AsOf)
            {
                cells[count.Location] = count;
                touched.Add(count.Sku);
            }
            else if (count.AsOf < known.AsOf)
            {
                problems.Add(new RowProblem(count.Line, count.Sku, OldSnapshot, $"Line {count.Line}: {count.Sku} at {count.Location} as of {count.AsOf:O} is older than {known.AsOf:O}, which is known.", "as_of"));
            }
            else if ((count.OnHand, count.Available) != (known.OnHand, known.Available))
            {
                problems.Add(new RowProblem(count.Line, count.Sku, "files.snapshot-conflict", $"Line {count.Line}: {count.Sku} at {count.Location} has another number for the same instant {count.AsOf:O}.", "as_of"));
            }
        }

        foreach (var sku in touched)
        {
            Stock.Put(sku, LevelOf(sku), ++sequence, at);
        }
    }

    private StockLevel LevelOf(string sku)
    {
        var cells = _counts[sku].Values;
        var asOf = cells.Max(static cell => cell.AsOf);
        return new StockLevel
        {
            Sku = sku,
            AsOf = asOf,
            Watermark = asOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            Cells = [.. cells.Select(static cell => new StockCell { Location = cell.Location, OnHand = cell.OnHand, Available = cell.Available })],
        };
    }

    private void Spoil(FileKind kind, RowProblem problem, long sequence, DateTimeOffset at)
    {
        var fault = new Fault(FaultKind.Invalid, problem.Code, problem.Message)
        {
            Field = problem.Field,
            Hint = "Correct it in the warehouse and send a newer file.",
        };
        switch (kind)
        {
            case FileKind.Stock: Stock.Spoil(problem.Id!, fault, sequence, at); break;
            case FileKind.Shipments: Shipments.Spoil(problem.Id!, fault, sequence, at); break;
            default: Returns.Spoil(problem.Id!, fault, sequence, at); break;
        }
    }
}
