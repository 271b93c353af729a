namespace ErpSync.Adapters.Files.Csv;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">Line it starts on, counted from 1.</param>
/// <param name="Fields">Its fields, unquoted.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);
