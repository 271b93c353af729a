namespace ErpSync.Diagnostics;

/// <summary>Names under which ErpSync publishes traces and metrics; pass them to OpenTelemetry.</summary>
public static class ErpSyncTelemetry
{
    /// <summary>Name of the activity source.</summary>
    public const string ActivitySourceName = "ErpSync";

    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ErpSync";
}
