using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ErpSync.Testing.Stores;

/// <summary>Writes reports of stores as JSON.</summary>
public static class StoreJson
{
    /// <summary>The report as one indented JSON object: <c>name</c>, <c>passed</c>, and <c>results</c> with <c>check</c>, <c>title</c>, <c>result</c> and, if not passed, <c>reason</c>.</summary>
    /// <param name="report">Report.</param>
    public static string Write(StoreReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("name", report.Name);
            writer.WriteBoolean("passed", report.Passed);
            writer.WriteStartArray("results");
            foreach (var result in report.Results)
            {
                writer.WriteStartObject();
                writer.WriteString("check", result.Check.Id);
                writer.WriteString("title", result.Check.Title);
                writer.WriteString("result", result.Passed ? "passed" : result.Failure is not null ? "failed" : "not applicable");
                if (!result.Passed)
                {
                    writer.WriteString("reason", result.Failure?.Message ?? result.SkippedBecause);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
