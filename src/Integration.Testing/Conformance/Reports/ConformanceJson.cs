using System.Text;
using System.Text.Json;

namespace ErpSync.Testing.Conformance;

/// <summary>Writes reports as JSON.</summary>
public static class ConformanceJson
{
    /// <summary>The report as one indented JSON object: name, level, entities with their capabilities, results. The same report gives the same text.</summary>
    /// <param name="report">Report.</param>
    public static string Write(ConformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("name", report.Name);
            writer.WriteString("system", report.Descriptor.System);
            writer.WriteString("contractVersion", report.Descriptor.ContractVersion.ToString());
            writer.WriteNumber("level", (int?)report.Reached ?? 0);
            Entities(report, writer);
            Results(report, writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Entities(ConformanceReport report, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("entities");
        foreach (var entity in report.Descriptor.Entities)
        {
            writer.WriteStartObject();
            writer.WriteString("entity", entity.Entity);
            writer.WriteString("reads", entity.Reads.ToString());
            writer.WriteString("writes", entity.Writes.ToString());
            writer.WriteString("idempotency", entity.Idempotency.ToString());
            writer.WriteNumber("maxBatchSize", entity.MaxBatchSize);
            writer.WriteNumber("maxReadBatchSize", entity.MaxReadBatchSize);
            writer.WriteString("consistencyLag", entity.ConsistencyLag.ToString("c"));
            writer.WriteString("versionGranularity", entity.VersionGranularity.ToString("c"));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Results(ConformanceReport report, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("results");
        foreach (var result in report.Results)
        {
            writer.WriteStartObject();
            writer.WriteString("check", result.Check.Id);
            writer.WriteNumber("level", (int)result.Check.Level);
            writer.WriteString("title", result.Check.Title);
            if (result.Entity is not null)
            {
                writer.WriteString("entity", result.Entity);
            }

            writer.WriteString("outcome", result.Outcome.ToString());
            if (result.Reason is not null)
            {
                writer.WriteString("reason", result.Reason);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
