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

    /// <summary>All cases in ordinal order of their files. A case that exists twice with equal content is run once; a file that cannot be read is a case that fails.</summary>
    public static IEnumerable<GoldenCase> Read(IEnumerable<string> roots, Action<string> report)
    {
        var seen = new Dictionary<string, GoldenCase>(StringComparer.Ordinal);
        foreach (var item in roots.SelectMany(Files).SelectMany(file => ReadFile(file, report)))
        {
            if (!seen.TryGetValue(item.Id, out var known))
            {
                seen.Add(item.Id, item);
                yield return item;
            }
            else if (!known.HasSameContent(item))
            {
                yield return GoldenCase.Broken(item.File, item.Id + "@" + Path.GetFileName(item.File), "a case with this id and other content exists already");
            }
        }
    }

    private static IEnumerable<string> Files(string root)
    {
        IEnumerable<string> files = Directory.Exists(root) ? Directory.GetFiles(root, "*.json", SearchOption.AllDirectories) : [root];
        return files.Order(StringComparer.Ordinal);
    }

    private static IReadOnlyList<GoldenCase> ReadFile(string file, Action<string> report)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(File.ReadAllBytes(file)), Strict);
            return ReadCases(file, document.RootElement.Clone(), report);
        }
        catch (Exception broken) when (broken is JsonException or IOException or UnauthorizedAccessException)
        {
            return [GoldenCase.Broken(file, Path.GetFileName(file), broken.Message)];
        }
    }

    // Some editors put a byte order mark in front of UTF-8.
    private static ReadOnlyMemory<byte> WithoutMark(byte[] file) => file.AsSpan().StartsWith("\uFEFF"u8) ? file.AsMemory(3) : file;

    private static IReadOnlyList<GoldenCase> ReadCases(string file, JsonElement content, Action<string> report)
    {
        if (content.ValueKind != JsonValueKind.Object || !content.TryGetProperty("format", out var name))
        {
            report($"{file}: skipped, it is no case file.");
            return [];
        }

        if (name.ValueKind != JsonValueKind.String || GoldenFormats.Find(name.GetString()) is not { } format)
        {
            report($"{file}: skipped, there is no engine for format {name}.");
            return [];
        }

        if (!content.TryGetProperty("cases", out var cases) || cases.ValueKind != JsonValueKind.Array)
        {
            return [GoldenCase.Broken(file, Path.GetFileName(file), "'cases' is missing or no list")];
        }

        return [.. cases.EnumerateArray().Select((item, index) => ReadCase(file, item, index, format))];
    }

    private static GoldenCase ReadCase(string file, JsonElement item, int index, IGoldenFormat format) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? new GoldenCase(file, id.GetString()!, item, format)
            : GoldenCase.Broken(file, $"{Path.GetFileName(file)}[{index}]", "the case has no id");
}
