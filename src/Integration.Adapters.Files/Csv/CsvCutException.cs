namespace ErpSync.Adapters.Files.Csv;

/// <summary>A file ends inside a record.</summary>
/// <param name="line">Line the unfinished record starts on.</param>
internal sealed class CsvCutException(int line) : Exception($"The file ends inside the record of line {line}.")
{
    public int Line { get; } = line;
}
