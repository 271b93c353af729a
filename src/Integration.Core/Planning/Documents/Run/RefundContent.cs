using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Planning.Documents.Run;

/// <summary>What a refund asks to be credited: its own lines, or those of its return when it states nothing itself.</summary>
internal sealed class RefundContent
{
    public required SideRefund Refund { get; init; }

    /// <summary>The return the refund belongs to, or null.</summary>
    public Return? Return { get; init; }

    /// <summary>Stated lines to credit.</summary>
    public required IReadOnlyList<SideRefundLine> Lines { get; init; }

    /// <summary>Lines of the return, credited at their share, when the refund states no part at all.</summary>
    public required IReadOnlyList<ReturnLine> ReturnLines { get; init; }

    public bool IsEmpty => Lines.Count == 0 && ReturnLines.Count == 0 && Refund.Shipping.Length == 0 && Refund.Adjustments.Length == 0;

    public bool HasLines => Lines.Count > 0 || ReturnLines.Count > 0;

    /// <summary>True when any part has an amount; an amount that is not stated on this side may be one.</summary>
    public bool HasAmount => Refund.HasAdjustment || Refund.Missing is not null
        || Array.Exists(Refund.Lines, static line => line.Subtotal != 0m || line.Tax != 0m)
        || Array.Exists(Refund.Shipping, static part => part.Amount != 0m || part.Tax != 0m);

    /// <summary>Line ids and units to credit, in order, each line once.</summary>
    public IReadOnlyList<(string Line, int Units)> Units()
    {
        var units = new List<(string Line, int Units)>();
        foreach (var line in Lines)
        {
            AddUnits(units, line.LineId, line.Quantity);
        }

        foreach (var line in ReturnLines)
        {
            AddUnits(units, line.LineId, line.Quantity);
        }

        return units;
    }

    public static RefundContent Of(PlanRun run, SideRefund refund)
    {
        var back = refund.Source.ReturnId is { } id ? run.Order.Returns.FirstOrDefault(item => item.Id == id) : null;
        var lines = Array.FindAll(refund.Lines, static line => line.IsCredit);
        var states = lines.Length > 0 || refund.Shipping.Length > 0 || refund.Adjustments.Length > 0;
        return new RefundContent { Refund = refund, Return = back, Lines = lines, ReturnLines = states || back is null ? [] : back.Lines };
    }

    private static void AddUnits(List<(string Line, int Units)> units, string line, int quantity)
    {
        var index = units.FindIndex(known => known.Line == line);
        if (index < 0)
        {
            units.Add((line, quantity));
        }
        else
        {
            units[index] = (line, units[index].Units + quantity);
        }
    }
}
