using System.Globalization;

namespace ErpSync.Sandbox.Shopify.Search;

/// <summary>A parsed search string: groups of conditions joined by OR, conditions of a group joined by AND.</summary>
internal sealed class SearchQuery
{
    private static readonly string[] Comparisons = [">=", "<=", ">", "<"];

    private SearchQuery(string text, IReadOnlyList<IReadOnlyList<SearchTerm>> groups)
    {
        Text = text;
        Groups = groups;
    }

    public string Text { get; }

    public IReadOnlyList<IReadOnlyList<SearchTerm>> Groups { get; }

    public static SearchQuery Parse(string text)
    {
        var groups = new List<List<SearchTerm>> { new() };
        foreach (var word in Words(text))
        {
            if (word == "OR")
            {
                groups.Add([]);
            }
            else if (word is not "AND")
            {
                groups[^1].Add(Term(word));
            }
        }

        return new SearchQuery(text, groups);
    }

    /// <summary>Whether an object fits. A field without reader is ignored, so it fits everything, as in the real shop.</summary>
    public bool Matches<T>(T item, IReadOnlyDictionary<string, Func<T, object?>> fields) =>
        Groups.Any(group => group.All(term => !fields.TryGetValue(term.Field, out var read) || Compare(read(item), term) != term.Negated));

    /// <summary>Conditions whose field the list does not know.</summary>
    public IEnumerable<SearchTerm> Unknown(IEnumerable<string> known) =>
        Groups.SelectMany(group => group).Where(term => !known.Contains(term.Field, StringComparer.Ordinal));

    private static bool Compare(object? actual, SearchTerm term)
    {
        if (term.Value == "*")
        {
            return actual is not null;
        }

        switch (actual)
        {
            case DateTimeOffset at:
                return DateTimeOffset.TryParse(term.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var wanted)
                    && Holds(at.CompareTo(wanted), term.Operator);
            case long number:
                var tail = term.Value[(term.Value.LastIndexOf('/') + 1)..];
                return long.TryParse(tail, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) && Holds(number.CompareTo(id), term.Operator);
            case bool flag:
                return string.Equals(flag ? "true" : "false", term.Value, StringComparison.OrdinalIgnoreCase);
            case IEnumerable<string> many:
                return many.Contains(term.Value, StringComparer.OrdinalIgnoreCase);
            case string text:
                return term.Value.EndsWith('*')
                    ? text.StartsWith(term.Value[..^1], StringComparison.OrdinalIgnoreCase)
                    : string.Equals(text, term.Value, StringComparison.OrdinalIgnoreCase);
            default:
                return false;
        }
    }

    private static bool Holds(int order, string comparison) => comparison switch
    {
        ">=" => order >= 0,
        ">" => order > 0,
        "<=" => order <= 0,
        "<" => order < 0,
        _ => order == 0,
    };

    private static SearchTerm Term(string word)
    {
        var negated = word.StartsWith('-');
        var body = negated ? word[1..] : word;
        var colon = body.IndexOf(':');
        if (colon <= 0)
        {
            return new SearchTerm("default", "", Unquote(body), negated);
        }

        var value = body[(colon + 1)..];
        var comparison = Comparisons.FirstOrDefault(candidate => value.StartsWith(candidate, StringComparison.Ordinal)) ?? "";
        return new SearchTerm(body[..colon], comparison, Unquote(value[comparison.Length..]), negated);
    }

    private static string Unquote(string value)
    {
        var bare = value.Length >= 2 && value[0] is '\'' or '"' && value[^1] == value[0] ? value[1..^1] : value;
        return bare.Replace("\\", "", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        var quote = '\0';
        for (var i = 0; i <= text.Length; i++)
        {
            var at = i == text.Length ? ' ' : text[i];
            if (quote != '\0')
            {
                quote = at == quote && text[i - 1] != '\\' || i == text.Length ? '\0' : quote;
            }
            else if (at is '\'' or '"')
            {
                quote = at;
            }

            var isBreak = quote == '\0' && (char.IsWhiteSpace(at) || at is '(' or ')');
            if (isBreak && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
            else if (!isBreak && start < 0)
            {
                start = i;
            }
        }
    }
}
