namespace ErpSync.Architecture.Tests.Rules;

/// <summary>Reads <c>eng/LongFiles.txt</c>: one <c>path: reason</c> per line, <c>#</c> starts a remark.</summary>
internal static class LongFileReasons
{
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#')) continue;
            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || parts[1].Length == 0) throw new FormatException($"eng/LongFiles.txt: '{line}' gives no reason; write 'path: reason'.");
            reasons.Add(parts[0], parts[1]);
        }

        return reasons;
    }
}
