using System.Text;
using ErpSync.Adapters.Files.Csv;
using ErpSync.Model;

namespace ErpSync.Adapters.Files.Intake;

/// <summary>Reads a file by its declared layout. Pure: the same bytes at the same instant give the same content.</summary>
internal sealed class FileParser(FilesOptions options)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FileRefusedException">Nothing of the file can be used.</exception>
    public FileContent Parse(FileKind kind, byte[] bytes, DateTimeOffset now)
    {
        var layout = options.LayoutOf(kind);
        var records = Records(bytes, layout.Separator);
        if (records.Count == 0)
        {
            throw new FileRefusedException("files.empty", "The file is empty; not even a header is there. Send it again.");
        }

        var columns = Columns(kind, layout, records[0].Fields);
        var width = records[0].Fields.Count;
        var rows = records.Skip(1).Where(record => record.Fields.Count == width).Select(record => new FileRow(record, columns, options, now)).ToArray();
        var misshapen = records.Skip(1).Where(record => record.Fields.Count != width)
            .Select(record => new RowProblem(record.Line, null, "files.row-misshapen", $"Line {record.Line} has {record.Fields.Count} fields, the header {width}.", null));
        var content = kind switch
        {
            FileKind.Stock => StockFiles.Read(rows),
            FileKind.Shipments => ShipmentFiles.Read(rows),
            _ => ReturnFiles.Read(rows),
        };
        return Whole(kind, content with { Problems = [.. content.Problems, .. misshapen], Rows = records.Count - 1 });
    }

    /// <summary>A row that names no shipment or return may be part of any of its file: none of them is known to be whole.</summary>
    private static FileContent Whole(FileKind kind, FileContent content) =>
        kind == FileKind.Stock || content.Problems.All(static problem => problem.Id is not null) ? content : content with
        {
            Shipments = [],
            Returns = [],
            Problems = [.. content.Problems.Select(static problem => problem.Id is not null ? problem : problem with
            {
                Message = $"{problem.Message} It may be part of any record of the file, so none of them is taken: correct the file and send it again.",
            })],
        };

    private static List<CsvRecord> Records(byte[] bytes, char separator)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return CsvReader.Read(text.StartsWith('\uFEFF') ? text[1..] : text, separator);
        }
        catch (DecoderFallbackException)
        {
            throw new FileRefusedException("files.encoding", "The file is not UTF-8. Export it as UTF-8 and send it again.");
        }
        catch (CsvCutException cut)
        {
            throw new FileRefusedException("files.cut", $"The file ends inside the record of line {cut.Line}: it was cut. Nothing of it is used; send it again, whole and with a line break at its end.");
        }
    }

    private static Dictionary<string, int> Columns(FileKind kind, FileLayout layout, IReadOnlyList<string> headers)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in FileColumns.Of(kind))
        {
            var found = headers.Select((header, index) => (header, index)).Where(one => string.Equals(one.header.Trim(), layout.HeaderOf(column), StringComparison.OrdinalIgnoreCase)).ToArray();
            if (found.Length > 1)
            {
                throw new FileRefusedException("files.header", $"The header names '{layout.HeaderOf(column)}' twice.");
            }

            if (found.Length == 1)
            {
                columns.Add(column, found[0].index);
            }
        }

        var missing = FileColumns.Required(kind).Where(column => !columns.ContainsKey(column)).Select(layout.HeaderOf).ToArray();
        return missing.Length == 0 ? columns
            : throw new FileRefusedException("files.header", $"The header lacks {string.Join(", ", missing)}. Correct the export, or state the headers in the layout.");
    }
}
