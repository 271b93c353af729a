namespace ErpSync.Core.Tests.Planning.Histories;

/// <summary>Something that happens to an order, in the shop or in the warehouse. Facts of one order may become known in any order.</summary>
internal abstract record Fact
{
    /// <summary>An edit takes units away without stating their value.</summary>
    public sealed record Edited(string Line, int Units) : Fact;

    /// <summary>The shop made a refund; its money may come with another fact.</summary>
    public sealed record Refunded(string Id) : Fact;

    /// <summary>The money of a refund arrived at the buyer, or is on its way.</summary>
    public sealed record MoneyBack(string Refund, bool IsPending) : Fact;

    /// <summary>The buyer paid.</summary>
    public sealed record Paid(string Id) : Fact;

    /// <summary>The warehouse ships and invoices in the ERP.</summary>
    public sealed record Posted(IReadOnlyDictionary<string, int> Units) : Fact;

    /// <summary>The whole order was cancelled.</summary>
    public sealed record Cancelled : Fact;
}
