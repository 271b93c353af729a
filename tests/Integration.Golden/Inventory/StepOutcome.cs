using System.Text.Json.Nodes;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>What a step gave, ready to be compared.</summary>
internal sealed record StepOutcome(string Result)
{
    public string? Reason { get; init; }

    public bool? Enough { get; init; }

    /// <summary>Order, cart or intent the step was about.</summary>
    public string? Subject { get; init; }

    public IReadOnlyDictionary<int, decimal> Rejected { get; init; } = new Dictionary<int, decimal>();

    public IReadOnlyList<StockIssue> Issues { get; init; } = [];

    public AllocationPlan? Allocation { get; init; }

    public IReadOnlyList<string>? Rank { get; init; }

    public JsonArray? Attempts { get; init; }

    public decimal? Sent { get; init; }

    public long? Version { get; init; }

    public StockDrift? Drift { get; init; }

    public IReadOnlyList<StuckClaim>? Stuck { get; init; }

    public IReadOnlyDictionary<string, int>? Outcomes { get; init; }
}
