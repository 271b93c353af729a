using System.Text.Json;

namespace ErpSync.Golden.Runner;

/// <summary>Finds case files and the cases in them.</summary>
public static class GoldenCases
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The stated directories, or the built-in cases and those named by <c>ERPSYNC_GOLDEN</c> (separated by <c>:</c>).</summary>
    public static IReadOnlyList<string> Roots(IReadOnlyList<string> directories) =>
        directories.Count > 0
            ? directories
            : [Path.Combine(AppContext.BaseDirectory, "cases"), .. (Environment.GetEnvironmentVariable("ERPSYNC_GOLDEN") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)];

    public static IEnumerable<GoldenCase> Read(IEnumerable<string> roots, Action<string> report)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            if (!Directory.Exists(root) && !File.Exists(root))
            {
                throw new GoldenFormatException($"{root} does not exist.");
            }

            var files = File.Exists(root) ? [root] : Directory.GetFiles(root, "*.json", SearchOption.AllDirectories);
            foreach (var file in files.Order(StringComparer.Ordinal))
            {
                foreach (var item in ReadFile(file, report))
                {
                    yield return ids.Add(item.Id) ? item : throw new GoldenFormatException($"{file}: case {item.Id} exists twice.");
                }
            }
        }
    }

    private static List<GoldenCase> ReadFile(string file, Action<string> report)
    {
        JsonElement content;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Strict);
            content = document.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            throw new GoldenFormatException($"{file}: {broken.Message}", broken);
        }

        if (content.ValueKind != JsonValueKind.Object || !content.TryGetProperty("format", out var name) || !content.TryGetProperty("cases", out var cases))
        {
            report($"{file}: skipped, it is no case file.");
            return [];
        }

        if (GoldenFormats.Find(name.GetString()) is not { } format)
        {
            report($"{file}: skipped, there is no engine for format {name}.");
            return [];
        }

        var all = cases.EnumerateArray().ToArray();
        var supported = Array.FindAll(all, format.Supports);
        if (supported.Length < all.Length)
        {
            report($"{file}: {all.Length - supported.Length} cases skipped, there is no engine for their kind yet.");
        }

        return [.. supported.Select(item => new GoldenCase(file, item.GetProperty("id").GetString()!, item, format))];
    }
}
