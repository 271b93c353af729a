using System.Globalization;

namespace ErpSync.Sandbox.Shopify.Search;

/// <summary>A parsed search string: conditions side by side or with AND, alternatives with OR, NOT by a minus sign, parentheses.</summary>
internal sealed class SearchQuery
{
    private const int MaxDepth = 20;
    private static readonly string[] Comparisons = [">=", "<=", ">", "<"];

    private readonly Expression _root;

    private SearchQuery(string text, Expression root)
    {
        Text = text;
        _root = root;
    }

    public string Text { get; }

    public static SearchQuery Parse(string text)
    {
        var words = new Queue<string>(Words(text));
        var alternatives = new List<Expression>();
        while (words.Count > 0)
        {
            alternatives.Add(Alternatives(words, 0));
            if (words.Count > 0)
            {
                // A parenthesis too many; what follows is a condition like any other.
                words.Dequeue();
            }
        }

        return new SearchQuery(text, new Expression(null, alternatives, IsAny: false));
    }

    /// <summary>Whether an object fits. A field without reader is ignored, so it fits everything, as in the real shop.</summary>
    public bool Matches<T>(T item, IReadOnlyDictionary<string, Func<T, object?>> fields) => Matches(_root, item, fields);

    /// <summary>The values of a search that asks for nothing but some exact values of one field, or null.</summary>
    public IReadOnlyList<string>? ValuesOf(string field) =>
        _root.Parts is [{ IsAny: true } only] && only.Parts.TrueForAll(group => group is { IsAny: false, Parts: [{ Term: { } term }] }
            && term.Field == field && term is { Operator: "", Negated: false } && !term.Value.EndsWith('*'))
            ? [.. only.Parts.Select(static group => group.Parts[0].Term!.Value)]
            : null;

    /// <summary>Conditions whose field the list does not know.</summary>
    public IEnumerable<SearchTerm> Unknown(IEnumerable<string> known) => Terms(_root).Where(term => !known.Contains(term.Field, StringComparer.Ordinal));

    private static bool Matches<T>(Expression expression, T item, IReadOnlyDictionary<string, Func<T, object?>> fields) =>
        expression.Term is { } term ? !fields.TryGetValue(term.Field, out var read) || Compare(read(item), term) != term.Negated
        : expression.IsAny ? expression.Parts.Exists(part => Matches(part, item, fields))
        : expression.Parts.TrueForAll(part => Matches(part, item, fields));

    private static IEnumerable<SearchTerm> Terms(Expression expression) => expression.Term is { } term ? [term] : expression.Parts.SelectMany(Terms);

    private static Expression Alternatives(Queue<string> words, int depth)
    {
        var groups = new List<Expression> { new(null, [], IsAny: false) };
        while (words.TryPeek(out var word) && word != ")")
        {
            words.Dequeue();
            if (word == "OR")
            {
                groups.Add(new Expression(null, [], IsAny: false));
            }
            else if (word == "(" && depth < MaxDepth)
            {
                groups[^1].Parts.Add(Alternatives(words, depth + 1));
                words.TryDequeue(out _);
            }
            else if (word is not ("AND" or "("))
            {
                groups[^1].Parts.Add(new Expression(Term(word), [], IsAny: false));
            }
        }

        return new Expression(null, groups, IsAny: true);
    }

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

            var isParenthesis = quote == '\0' && at is '(' or ')';
            var isBreak = quote == '\0' && (char.IsWhiteSpace(at) || isParenthesis);
            if (isBreak && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
            else if (!isBreak && start < 0)
            {
                start = i;
            }

            if (isBreak && isParenthesis)
            {
                yield return at.ToString();
            }
        }
    }

    /// <summary>Either one condition or parts of which any or all must hold.</summary>
    private sealed record Expression(SearchTerm? Term, List<Expression> Parts, bool IsAny);
}
