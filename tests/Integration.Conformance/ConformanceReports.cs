using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance;

/// <summary>What the tests of all adapters share: the record formats, and the reports that are kept in the documentation.</summary>
internal static class ConformanceReports
{
    /// <summary>Set to <c>1</c>, the reports in <c>docs/conformance</c> are written instead of compared.</summary>
    public const string WriteVariable = "ERPSYNC_WRITE_CONFORMANCE";

    private static readonly ConcurrentDictionary<Type, JsonTypeInfo> Formats = new();

    public static JsonTypeInfo<T> Json<T>() => (JsonTypeInfo<T>)Formats.GetOrAdd(typeof(T), type => JsonSerializerOptions.Default.GetTypeInfo(type));

    /// <summary>Null when the documentation holds exactly this report; otherwise what to do.</summary>
    public static string? Compare(string file, ConformanceReport report)
    {
        var folder = Path.Combine(SharedData.CheckoutRoot ?? throw new DirectoryNotFoundException("The tests run away from a checkout."), "docs", "conformance");
        (string Name, string Text)[] texts =
        [
            ($"{file}.md", ConformanceMarkdown.Write(report)), ($"{file}.json", ConformanceJson.Write(report)), ($"{file}.badge.json", ConformanceBadge.Write(report)),
        ];
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in texts)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }

            return null;
        }

        var stale = texts.Where(text => !File.Exists(Path.Combine(folder, text.Name)) || File.ReadAllText(Path.Combine(folder, text.Name)).ReplaceLineEndings("\n") != text.Text)
            .Select(text => text.Name).ToList();
        return stale.Count == 0 ? null : $"{string.Join(", ", stale)} in docs/conformance differ from this run: run the tests with {WriteVariable}=1 and commit.";
    }
}
