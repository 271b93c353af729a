namespace ErpSync.PublicApi.Tests;

/// <summary>
/// The public surface of one package as a reviewed text file. A change to it has to be looked at in a diff before it can be released.
/// </summary>
/// <param name="folder">The folder with one <c>&lt;package&gt;.txt</c> each.</param>
/// <param name="approve">Writes what is found instead of comparing it.</param>
internal sealed class ApprovedApi(string folder, bool approve)
{
    public const string ApproveVariable = "ERPSYNC_APPROVE";

    private const int MostDifferencesShown = 40;

    /// <summary>Null when the surface is the approved one, otherwise what differs and how to approve it.</summary>
    public string? Compare(string package, string actual)
    {
        var file = Path.Combine(folder, package + ".txt");
        var lines = Lines(actual);
        if (approve)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file, string.Join('\n', lines) + "\n");
            return null;
        }

        if (!File.Exists(file)) return $"{package} has no approved public API. {Remedy(package)}";
        var differences = Differences(Lines(File.ReadAllText(file)), lines);
        return differences.Count == 0
            ? null
            : $"The public API of {package} is not the approved one (- approved, + now):\n{string.Join('\n', Shorten(differences))}\n{Remedy(package)}";
    }

    private static string Remedy(string package)
        => $"If the change is meant, run 'dotnet test tests/Integration.PublicApi.Tests' with {ApproveVariable}=1 and commit approved/{package}.txt.";

    private static IEnumerable<string> Shorten(List<string> differences)
        => differences.Count <= MostDifferencesShown
            ? differences
            : differences.Take(MostDifferencesShown).Append($"… and {differences.Count - MostDifferencesShown} more");

    /// <summary>
    /// Lines of one side only, each under the type it belongs to. A line is told apart by its type, so that the same member moving from
    /// one type to another shows.
    /// </summary>
    private static List<string> Differences(IReadOnlyList<string> approved, IReadOnlyList<string> actual)
    {
        var before = UnderTheirTypes(approved);
        var now = UnderTheirTypes(actual);
        var missing = Without(before, now).Select(line => "- " + line);
        var added = Without(now, before).Select(line => "+ " + line);
        var differences = missing.Concat(added).ToList();
        return differences.Count == 0 && !approved.SequenceEqual(actual) ? ["~ the order of members changed"] : differences;
    }

    private static IEnumerable<string> Without(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        var left = others.GroupBy(line => line, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (left.TryGetValue(line, out var count) && count > 0) left[line] = count - 1;
            else yield return line;
        }
    }

    private static List<string> UnderTheirTypes(IReadOnlyList<string> lines)
    {
        var result = new List<string>(lines.Count);
        var type = "";
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.Length == 0 || text is "{" or "}") continue;
            var declaresType = IsTypeDeclaration(text);
            if (declaresType) type = text;
            result.Add(declaresType || !line.StartsWith("        ", StringComparison.Ordinal) ? text : $"{type} … {text}");
        }

        return result;
    }

    private static bool IsTypeDeclaration(string text)
        => text.StartsWith("public ", StringComparison.Ordinal)
            && !text.Contains('(')
            && text.Split(' ').Any(word => word is "class" or "struct" or "interface" or "enum" or "record");

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
