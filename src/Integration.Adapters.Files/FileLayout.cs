namespace ErpSync.Adapters.Files;

/// <summary>Declared layout of one kind of file. What a file must have is checked before anything of it is used.</summary>
public sealed class FileLayout
{
    /// <summary>Names of the files, with <c>*</c> and <c>?</c>, for example <c>stock*.csv</c>.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>Between fields: <c>,</c>, <c>;</c>, tab or <c>|</c>. Default <c>,</c>.</summary>
    public char Separator { get; set; } = ',';

    /// <summary>
    /// Header of each column by the name this adapter uses (see the documentation of the kind), where it differs. Unmentioned columns are named as they are here.
    /// </summary>
    public IDictionary<string, string> Columns { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal string HeaderOf(string column) => Columns.TryGetValue(column, out var header) ? header : column;
}
