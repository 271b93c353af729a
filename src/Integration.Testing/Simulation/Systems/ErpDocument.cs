using System.Globalization;
using ErpSync.Model;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>A sales document in the simulated ERP, with what was posted of its lines.</summary>
/// <param name="number">Its number.</param>
/// <param name="content">What was written.</param>
/// <param name="keepsLineNumbers">Whether lines have the numbers they were written with; otherwise they are numbered anew with every change.</param>
internal sealed class ErpDocument(string number, SalesDocument content, bool keepsLineNumbers)
{
    private const int LineStep = 10_000;

    public string Number { get; } = number;

    public SalesDocument Content { get; set; } = content;

    public bool IsCancelled { get; set; }

    /// <summary>Units shipped and invoiced, by line number.</summary>
    public Dictionary<string, decimal> Posted { get; } = new(StringComparer.Ordinal);

    public int Postings { get; set; }

    /// <summary>What the document amounts to, added up from its lines.</summary>
    public decimal Gross => Content.Lines.Sum(line => line.Amount.Amount + (Content.PricesIncludeTax ? 0 : line.Tax.Sum(tax => tax.Amount?.Amount ?? 0)));

    public IEnumerable<(string Key, SalesDocumentLine Line)> Lines =>
        Content.Lines.Select((line, index) => (((keepsLineNumbers ? line.LineNumber : null) ?? (index + 1) * LineStep).ToString(CultureInfo.InvariantCulture), line));

    public decimal OpenOf(string key, SalesDocumentLine line) => line.Quantity - Posted.GetValueOrDefault(key);

    public SalesDocumentState Read() => new()
    {
        Id = Number,
        Number = Number,
        Kind = Content.Kind,
        ExternalNumber = Content.ExternalNumber,
        Status = Status,
        PostedNumbers = [.. Enumerable.Range(1, Postings).Select(posting => $"{Number}-P{posting}")],
        Totals = Content.Totals,
        Lines = [.. Lines.Select(pair => new SalesDocumentLineState(
            pair.Key, pair.Line.Item ?? pair.Line.Account ?? pair.Line.Charge ?? "", pair.Line.Quantity, Posted.GetValueOrDefault(pair.Key), Posted.GetValueOrDefault(pair.Key), pair.Line.Amount))],
    };

    private SalesDocumentStatus Status =>
        IsCancelled ? SalesDocumentStatus.Cancelled
        : Postings == 0 ? SalesDocumentStatus.Open
        : Lines.All(pair => OpenOf(pair.Key, pair.Line) == 0) ? SalesDocumentStatus.Posted
        : SalesDocumentStatus.PartlyPosted;
}
