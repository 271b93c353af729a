namespace ErpSync.Storage;

/// <summary>How long finished things are kept.</summary>
public sealed record RetentionTimes
{
    /// <summary>Ended signals and their bodies; also the window of deduplication. Default 14 days.</summary>
    public TimeSpan Signals { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Done effects. Default 90 days.</summary>
    public TimeSpan Effects { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Timeline entries of idle subjects. Default 400 days.</summary>
    public TimeSpan Timeline { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Closed cases. Default 400 days.</summary>
    public TimeSpan Cases { get; init; } = TimeSpan.FromDays(400);
}
