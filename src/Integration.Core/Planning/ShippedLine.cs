using System.Globalization;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>What a shipped line stands for.</summary>
/// <param name="Answer">Kind of answer.</param>
/// <param name="ShopLine">The shop's order line when the answer is <see cref="ShippedLineAnswer.Known"/>.</param>
internal readonly record struct ShippedLine(ShippedLineAnswer Answer, string? ShopLine = null)
{
    /// <summary>Leads a shipped line back to the shop's order line.</summary>
    /// <param name="line">The line as it was shipped.</param>
    /// <param name="memo">What ErpSync wrote.</param>
    /// <param name="reading">What else was read.</param>
    public static ShippedLine Of(ShipmentLine line, DocumentMemo memo, FulfilmentReading reading)
    {
        if (ByNumber(line, memo) is { } written)
        {
            return Standing(written);
        }

        if (reading.Document is { } document && document.Lines.Any(there => there.Key == line.OrderLineKey && LineAlignment.Same(there.Number, line.Sku)))
        {
            return LineAlignment.Of(memo, document).WrittenOf(line.OrderLineKey!) is { } index ? Standing(memo.Lines[index]) : Unwritten(memo, reading, isHeld: true);
        }

        var candidates = memo.Lines.Where(candidate => LineAlignment.Same(candidate.Number, line.Sku)).Select(candidate => candidate.SourceLine).Distinct().ToList();
        return candidates.Count switch
        {
            0 => Unwritten(memo, reading, isHeld: reading.Document?.Lines.Any(there => LineAlignment.Same(there.Number, line.Sku)) ?? true),
            1 => new ShippedLine(candidates[0] is null ? ShippedLineAnswer.NotOfTheShop : ShippedLineAnswer.Known, candidates[0]),
            _ => new ShippedLine(ShippedLineAnswer.Unclear),
        };
    }

    /// <summary>The written line with the number of the shipped one, or null.</summary>
    public static DocumentMemoLine? ByNumber(ShipmentLine line, DocumentMemo memo) =>
        int.TryParse(line.OrderLineKey, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? memo.Lines.Where((written, index) => LineNumbers.Of(written, index) == number && LineAlignment.Same(written.Number, line.Sku)).FirstOrDefault()
            : null;

    private static ShippedLine Standing(DocumentMemoLine written) =>
        new(written.SourceLine is null ? ShippedLineAnswer.NotOfTheShop : ShippedLineAnswer.Known, written.SourceLine);

    /// <summary>
    /// A line that is not on record: the answer to our own change is still on its way, people added it to the document, or the document does not hold it either.
    /// </summary>
    private static ShippedLine Unwritten(DocumentMemo memo, FulfilmentReading reading, bool isHeld)
    {
        var written = memo.Lines.Select(line => line.SourceLine).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var behind = reading.Order?.Lines.Any(line => line is { Kind: OrderLineKind.Product, CurrentQuantity: > 0 } && !written.Contains(line.Id)) ?? false;
        return new ShippedLine(behind ? ShippedLineAnswer.NotOnRecordYet : isHeld ? ShippedLineAnswer.NotOfTheShop : ShippedLineAnswer.NotOrdered);
    }
}
