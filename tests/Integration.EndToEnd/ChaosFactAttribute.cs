namespace ErpSync.EndToEnd;

/// <summary>A fact that takes minutes under injected faults; it runs when ERPSYNC_CHAOS is 1 and says that it was skipped otherwise.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChaosFactAttribute : FactAttribute
{
    internal const string Reason = "A chaos run of minutes, whose timing differs from run to run: set ERPSYNC_CHAOS=1 to run it.";

    internal static bool IsWanted => Environment.GetEnvironmentVariable("ERPSYNC_CHAOS") == "1";

    public ChaosFactAttribute()
    {
        if (!IsWanted)
        {
            Skip = Reason;
        }
    }
}
