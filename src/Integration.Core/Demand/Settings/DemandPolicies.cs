namespace ErpSync.Demand;

/// <summary>How demand is read from facts.</summary>
public sealed record DemandPolicies
{
    /// <summary>Days after the order within which a customer's cancellation takes the demand away; null for no limit. Default null.</summary>
    public int? CancelWindowDays { get; init; }

    /// <summary>Times 24 hours after the end of a day until its row is final. Default 30.</summary>
    public int FinalAfterDays { get; init; } = 30;

    /// <summary>Whose demand an even exchange is. Default <see cref="DemandExchange.Keep"/>.</summary>
    public DemandExchange Exchange { get; init; }
}
