using System.Text.Json;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Reads <c>extensions.cost</c>.</summary>
internal static class CostReport
{
    private const decimal MostPoints = 1_000_000_000m;
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(2);

    public static RateBudget? Budget(JsonElement root, DateTimeOffset now)
    {
        if (Throttle(root) is not { } throttle || throttle.Number("maximumAvailable") is not { } capacity || capacity <= 0m)
        {
            return null;
        }

        var remaining = Math.Clamp(throttle.Number("currentlyAvailable") ?? 0m, 0m, capacity);
        return new RateBudget(capacity, remaining, throttle.Number("restoreRate") ?? 0m, now);
    }

    /// <summary>How long until the bucket holds what the request asked for; whole tenths of a second, at least one.</summary>
    public static TimeSpan WaitFor(JsonElement root)
    {
        var requested = root.Object("extensions")?.Object("cost")?.Number("requestedQueryCost");
        if (requested is null || Throttle(root) is not { } throttle || throttle.Number("restoreRate") is not { } rate || rate <= 0m)
        {
            return Unknown;
        }

        if (requested > MostPoints || rate < 1m / MostPoints || throttle.Number("currentlyAvailable") < -MostPoints)
        {
            return Unknown;
        }

        var missing = requested.Value - (throttle.Number("currentlyAvailable") ?? 0m);
        var tenths = Math.Clamp(decimal.Ceiling(missing * 10m / rate), 1m, 6000m);
        return TimeSpan.FromMilliseconds((long)tenths * 100);
    }

    private static JsonElement? Throttle(JsonElement root) => root.Object("extensions")?.Object("cost")?.Object("throttleStatus");
}
