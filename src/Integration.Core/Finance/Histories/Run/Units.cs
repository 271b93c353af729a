using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Finance.Histories.Run;

/// <summary>How many units of each line were edited away, cancelled, shipped and kept.</summary>
internal sealed class Units
{
    private readonly OrderHistorySettings _settings;
    private readonly Dictionary<string, int> _refunded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _cancelled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _shipped = new(StringComparer.Ordinal);
    private readonly SideLine[] _goods;
    private readonly OrderSide _side;
    private readonly DateTimeOffset? _allLeftAt;

    public Units(OrderSide side, OrderHistorySettings settings)
    {
        _settings = settings;
        _side = side;
        foreach (var line in side.Refunds.SelectMany(static refund => refund.Lines))
        {
            _refunded[line.LineId] = _refunded.GetValueOrDefault(line.LineId) + line.Quantity;
            _cancelled[line.LineId] = _cancelled.GetValueOrDefault(line.LineId) + (line.IsCredit ? 0 : line.Quantity);
        }

        foreach (var part in side.Order.Fulfilments.Where(static parcel => parcel.Succeeded).SelectMany(static parcel => parcel.Lines))
        {
            _shipped[part.LineId] = _shipped.GetValueOrDefault(part.LineId) + part.Quantity;
        }

        _goods = [.. side.Lines.Where(line => line.Source.Kind is OrderLineKind.Product or OrderLineKind.Custom && !IsDigital(line))];
        _allLeftAt = NothingLeftToShip ? side.Order.Fulfilments.Where(static parcel => parcel.Succeeded).Max(static parcel => (DateTimeOffset?)parcel.CreatedAt) : null;
        foreach (var (refund, line) in side.Refunds.SelectMany(static refund => refund.Lines.Select(line => (refund, line))))
        {
            _cancelled[line.LineId] += line.IsCredit && IsCancelled(refund, line) ? line.Quantity : 0;
        }
    }

    public bool HasGoods => Array.Exists(_goods, line => Kept(line) > 0m);

    public bool NothingLeftToShip => Array.TrueForAll(_goods, line => Kept(line) <= _shipped.GetValueOrDefault(line.Id));

    /// <summary>Units that are gone although no refund names them.</summary>
    public decimal Removed(SideLine line) => line.IsExchange ? 0m : Math.Max(0, line.Source.Quantity - line.Source.CurrentQuantity - _refunded.GetValueOrDefault(line.Id));

    /// <summary>Units that were or will be delivered.</summary>
    public decimal Kept(SideLine line) => Math.Max(0m, line.Source.Quantity - Removed(line) - _cancelled.GetValueOrDefault(line.Id));

    /// <summary>Whether units were given up before they were invoiced: goods that never shipped, or a charge given back before the last goods that it is invoiced with.</summary>
    public bool IsCancelled(SideRefund refund, SideRefundLine back) => !back.IsCredit
        || (back.Quantity > 0 && _settings.Unshipped == UnshippedDelivery.WithLastGoods && _goods.Length > 0
            && _side.FindLine(back.LineId)?.Source.Kind == OrderLineKind.Charge && !(_allLeftAt <= refund.Source.CreatedAt));

    /// <summary>Whether a line is delivered without a parcel.</summary>
    public bool IsDigital(SideLine line) => line.Source.Kind switch
    {
        OrderLineKind.Product => !line.Source.RequiresShipping,
        OrderLineKind.Custom => !_settings.CustomItemsShip || !line.Source.RequiresShipping,
        OrderLineKind.GiftCard or OrderLineKind.Charge => true,
        _ => false,
    };
}
