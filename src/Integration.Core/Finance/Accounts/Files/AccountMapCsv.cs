using System.Globalization;

namespace ErpSync.Finance.Accounts.Files;

/// <summary>
/// Rules of a chart of accounts map as a table that a bookkeeper keeps in a spreadsheet. The first line names the columns: <c>role</c> and <c>account</c>, and as needed
/// <c>id</c> (default <c>line-N</c>), <c>priority</c>, <c>validFrom</c>, <c>validTo</c> (<c>yyyy-MM-dd</c>), any of <see cref="AccountKeys.InOrder"/> and dimensions as
/// <c>dim:NAME</c>. An empty field says nothing; several values of a key are separated by <c>|</c>, a pattern ends with <c>*</c>.
/// </summary>
public static class AccountMapCsv
{
    private static readonly string[] NeededColumns = ["role", "account"];

    private const string Dimension = "dim:";

    /// <summary>Reads the rules. Overlaps, unknown roles and invalid dates are found when the map is loaded.</summary>
    /// <param name="reader">The table, comma or semicolon separated.</param>
    /// <exception cref="AccountMapFormatException">A column or field cannot be read; the message names line, reason and remedy.</exception>
    public static IReadOnlyList<AccountRule> Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        IReadOnlyList<string>? columns = null;
        var rules = new List<AccountRule>();
        foreach (var (line, fields) in CsvLines.Read(reader, static text => new AccountMapFormatException(text)))
        {
            if (columns is null)
            {
                columns = Columns(line, fields);
            }
            else
            {
                rules.Add(Rule(line, columns, fields));
            }
        }

        return rules;
    }

    private static IReadOnlyList<string> Columns(int line, IReadOnlyList<string> names)
    {
        foreach (var missing in NeededColumns.Where(needed => !names.Contains(needed)))
        {
            throw new AccountMapFormatException($"Line {line}: there is no column '{missing}'. The first line names the columns; 'role' and 'account' are needed.");
        }

        var known = new HashSet<string>(["id", "role", "account", "priority", "validFrom", "validTo", .. AccountKeys.InOrder], StringComparer.Ordinal);
        return names.FirstOrDefault(name => !known.Contains(name) && !name.StartsWith(Dimension, StringComparison.Ordinal)) is { } unknown
            ? throw new AccountMapFormatException($"Line {line}: column '{unknown}' is not known. Known are {string.Join(", ", known)} and {Dimension}NAME.")
            : names.Count == names.Distinct(StringComparer.Ordinal).Count() ? names : throw new AccountMapFormatException($"Line {line}: a column is named twice. Name each once.");
    }

    private static AccountRule Rule(int line, IReadOnlyList<string> columns, IReadOnlyList<string> fields)
    {
        if (fields.Count > columns.Count)
        {
            throw new AccountMapFormatException($"Line {line}: {fields.Count} fields for {columns.Count} columns. Quote a field that holds the separator.");
        }

        var stated = columns.Zip(fields).Where(static pair => pair.Second.Length > 0).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
        return new AccountRule
        {
            Id = stated.GetValueOrDefault("id") ?? string.Create(CultureInfo.InvariantCulture, $"line-{line}"),
            Role = Needed(line, stated, "role"),
            Account = Needed(line, stated, "account"),
            Priority = stated.TryGetValue("priority", out var text)
                ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority) ? priority : throw new AccountMapFormatException($"Line {line}: priority '{text}' is no whole number.")
                : 0,
            ValidFrom = Date(line, stated, "validFrom"),
            ValidTo = Date(line, stated, "validTo"),
            Match = AccountKeys.InOrder.Where(stated.ContainsKey).ToDictionary(static key => key, key => Condition(stated[key]), StringComparer.Ordinal),
            Dimensions = stated.Where(static pair => pair.Key.StartsWith(Dimension, StringComparison.Ordinal)).ToDictionary(static pair => pair.Key[Dimension.Length..], static pair => pair.Value, StringComparer.Ordinal),
        };
    }

    private static AccountCondition Condition(string text) =>
        text.Contains('|') ? AccountCondition.AnyOf(text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) : AccountCondition.Of(text);

    private static string Needed(int line, Dictionary<string, string> stated, string column) =>
        stated.GetValueOrDefault(column) ?? throw new AccountMapFormatException($"Line {line}: '{column}' is empty. Every rule needs one.");

    private static DateOnly? Date(int line, Dictionary<string, string> stated, string column) =>
        !stated.TryGetValue(column, out var text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new AccountMapFormatException($"Line {line}: {column} '{text}' is no date. Write it as 2026-01-31.");
}
