using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>What is known about a shipment of the executing system.</summary>
/// <param name="Shipment">The shipment; null when it is gone.</param>
/// <param name="OrderFlow">Flow of the order behind it, or null when no order is known.</param>
/// <param name="OrderId">Shop id of the order behind it, or null.</param>
/// <param name="Memo">Memo of the order document, or null.</param>
/// <param name="AlreadyWritten">True when the shop fulfilment exists already.</param>
/// <param name="LooksLikeOurs">True when the document number says that the order came through ErpSync although no link is known yet.</param>
public sealed record FulfilmentReading(
    Shipment? Shipment, string? OrderFlow, string? OrderId, DocumentMemo? Memo, bool AlreadyWritten, bool LooksLikeOurs)
{
    /// <summary>What the shop was told of this shipment; null when it was not told, or by a version that kept no memo.</summary>
    public FulfilmentMemo? Fulfilled { get; init; }

    /// <summary>The shop's fulfilment of this shipment; null when it was not told.</summary>
    public RecordRef? Fulfilment { get; init; }

    /// <summary>The order document as the executing system has it; read only when the memo alone does not say what was shipped.</summary>
    public SalesDocumentState? Document { get; init; }

    /// <summary>The shop's order; read only when the memo alone does not say what was shipped.</summary>
    public Order? Order { get; init; }

    /// <summary>Articles, in upper case, of which the shipment holds more units now than the shop was told. A version that kept no memo told all there was.</summary>
    internal IReadOnlySet<string> Added => Shipment is null || Fulfilled is not { } told
        ? new HashSet<string>()
        : ShipmentBalance.Of(Shipment.Lines).Units().Where(unit => unit.Value > told.Units.GetValueOrDefault(unit.Key)).Select(static unit => unit.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the memo alone says which order line every shipped line stands for.</summary>
    internal bool IsClear => Shipment is null || Memo is null || (AlreadyWritten && Added.Count == 0)
        || Shipment.Lines.All(line => line.Quantity <= 0 || ShippedLine.ByNumber(line, Memo) is not null);
}
