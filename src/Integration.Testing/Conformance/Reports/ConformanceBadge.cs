using System.Globalization;

namespace ErpSync.Testing.Conformance;

/// <summary>The result of a report in a few words.</summary>
public static class ConformanceBadge
{
    /// <summary>What was reached, for example <c>level 2 of 3</c>, or the number of failed checks.</summary>
    /// <param name="report">Report.</param>
    public static string Message(ConformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Reached switch
        {
            null => string.Create(CultureInfo.InvariantCulture, $"{report.Failures.Count(result => result.Check.Level == ConformanceLevel.Required)} required checks fail"),
            ConformanceLevel.Required => "Level 1: fit for production",
            _ => "Level 2: certified",
        };
    }

    /// <summary>Endpoint description for a badge service (schema version 1: label, message, colour).</summary>
    /// <param name="report">Report.</param>
    public static string Write(ConformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var colour = report.Reached switch { null => "red", ConformanceLevel.Required => "yellow", _ => "brightgreen" };
        return $$"""{"schemaVersion":1,"label":"ErpSync conformance","message":"{{Message(report)}}","color":"{{colour}}"}""" + "\n";
    }
}
