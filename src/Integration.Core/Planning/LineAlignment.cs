using System.Globalization;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>
/// Which line of an ERP document stands for which line that was written. The number decides; where people re-entered or renumbered lines, the n-th remaining
/// line of an article stands for the n-th remaining one that was written.
/// </summary>
internal sealed class LineAlignment
{
    private readonly SalesDocumentLineState?[] _states;
    private readonly Dictionary<string, int> _written = new(StringComparer.Ordinal);

    private LineAlignment(int lines) => _states = new SalesDocumentLineState?[lines];

    public static LineAlignment Of(DocumentMemo memo, SalesDocumentState state)
    {
        var result = new LineAlignment(memo.Lines.Count);
        var left = state.Lines.ToList();
        for (var index = 0; index < memo.Lines.Count; index++)
        {
            var line = memo.Lines[index];
            if (line.LineNumber is { } number && number.ToString(CultureInfo.InvariantCulture) is var key
                && left.Find(there => there.Key == key && Same(there.Number, line.Number)) is { } there)
            {
                result.Pair(index, there);
                left.Remove(there);
            }
        }

        for (var index = 0; index < memo.Lines.Count; index++)
        {
            if (result._states[index] is null && left.Find(there => Same(there.Number, memo.Lines[index].Number)) is { } there)
            {
                result.Pair(index, there);
                left.Remove(there);
            }
        }

        return result;
    }

    /// <summary>The ERP's line behind a line that was written, or null.</summary>
    /// <param name="index">Place in the memo.</param>
    public SalesDocumentLineState? StateOf(int index) => _states[index];

    /// <summary>Place in the memo of the line that a line of the ERP stands for, or null when it was not written by ErpSync.</summary>
    /// <param name="key">Key of the ERP's line.</param>
    public int? WrittenOf(string key) => _written.TryGetValue(key, out var index) ? index : null;

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private void Pair(int index, SalesDocumentLineState there)
    {
        _states[index] = there;
        _written[there.Key] = index;
    }
}
