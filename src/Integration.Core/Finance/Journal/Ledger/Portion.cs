namespace ErpSync.Finance.Journal.Ledger;

/// <summary>What an invoice takes of one line.</summary>
internal sealed record Portion(LineBook Line, Slice Slice)
{
    /// <summary>Units among those invoiced that are expected to come back.</summary>
    public decimal ExpectedBack { get; init; }

    /// <summary>Units invoiced.</summary>
    public decimal Units { get; init; }

    public decimal Gross => Line.GrossOf(Slice);

    public decimal Net => Line.NetOf(Slice);
}
