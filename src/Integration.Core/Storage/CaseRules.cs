namespace ErpSync.Storage;

/// <summary>What every store writes about cases on its own.</summary>
public static class CaseRules
{
    /// <summary>Reason of a case that closed because its subject completed.</summary>
    public const string SettledByItself = "settled by itself";

    /// <summary>The timeline entry of a decision: <c>case-retry</c>, <c>case-resolved</c> or <c>case-ignored</c>.</summary>
    /// <param name="code">Code of the case.</param>
    /// <param name="decision">Decision.</param>
    public static TimelineEntry EntryOf(string code, CaseDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var step = decision.Action switch
        {
            CaseAction.Retry => "case-retry",
            CaseAction.Resolve => "case-resolved",
            _ => "case-ignored",
        };
        return new TimelineEntry(decision.At, step, $"{code} by {decision.Actor}: {decision.Reason}");
    }
}
