using System.Globalization;
using System.Text.RegularExpressions;
using ErpSync.Finance.Accounts.Files;
using ErpSync.Model;
using ErpSync.Reconciliation.Records;

namespace ErpSync.Reconciliation.Sources;

/// <summary>
/// Reads bank lines from CSV (RFC 4180, comma or semicolon, first line names the columns). A file is taken as a whole or not at all: a line that cannot be read
/// could be the one that is looked for. Thread-safe.
/// </summary>
public static class BankLineCsv
{
    private const int MostProblems = 100;
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    /// <summary>Reads all lines.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="layout">Its columns; null takes the defaults.</param>
    /// <exception cref="BankLineFormatException">The file does not fit the layout; all problems are named.</exception>
    public static IReadOnlyList<BankLine> Read(TextReader reader, BankLineLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        layout ??= new BankLineLayout();
        var problems = new List<string>();
        var lines = new List<BankLine>();
        Columns? columns = null;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, fields) in CsvLines.Read(reader, static text => new BankLineFormatException([text])))
        {
            if (columns is null)
            {
                columns = Columns.Of(fields, layout, problems);
                if (problems.Count > 0)
                {
                    break;
                }
            }
            else if (Line(number, fields, columns, layout, problems) is { } line)
            {
                if (!ids.Add(line.Id))
                {
                    problems.Add($"Line {number}: id '{line.Id}' is there twice. Use a column that is unique, or remove the repetition.");
                }

                lines.Add(line);
                if (lines.Count > layout.MaxLines)
                {
                    problems.Add($"The file has more than {layout.MaxLines} lines. Split it, or raise MaxLines.");
                    break;
                }
            }

            if (problems.Count >= MostProblems)
            {
                break;
            }
        }

        if (columns is null && problems.Count == 0)
        {
            problems.Add("The file is empty. Its first line must name the columns.");
        }

        return problems.Count == 0 ? lines : throw new BankLineFormatException(problems);
    }

    private static BankLine? Line(int number, IReadOnlyList<string> fields, Columns columns, BankLineLayout layout, List<string> problems)
    {
        var before = problems.Count;
        string Field(int column, string name, bool isRequired)
        {
            var text = column >= 0 && column < fields.Count ? fields[column] : "";
            if (isRequired && text.Length == 0)
            {
                problems.Add($"Line {number}: column '{name}' is empty. Fill it, or remove the line.");
            }

            return text;
        }

        var id = Field(columns.Id, layout.Id, isRequired: true);
        var dateText = Field(columns.Date, layout.Date, isRequired: true);
        if (!DateOnly.TryParseExact(dateText, layout.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && dateText.Length > 0)
        {
            problems.Add($"Line {number}: '{dateText}' in '{layout.Date}' is no date of the form {layout.DateFormat}. Set DateFormat to the file's own.");
        }

        var code = columns.Currency < 0 ? layout.AccountCurrency! : Field(columns.Currency, layout.Currency, isRequired: true);
        if (!Currency.TryFromCode(code, out var currency) && code.Length > 0)
        {
            problems.Add($"Line {number}: '{code}' is no ISO 4217 currency. Correct it, or set AccountCurrency.");
        }

        var amountText = Field(columns.Amount, layout.Amount, isRequired: true);
        if (!TryAmount(amountText, layout.DecimalSeparator, out var amount) && amountText.Length > 0)
        {
            problems.Add($"Line {number}: '{amountText}' in '{layout.Amount}' is no amount with the decimal separator '{layout.DecimalSeparator}' and no other separators. Set DecimalSeparator, or export without them.");
        }
        else if (currency.IsDefined && currency.Round(amount) != amount)
        {
            problems.Add($"Line {number}: {amountText} has more decimals than {currency} has. A wrong DecimalSeparator looks like that.");
        }

        return problems.Count > before ? null : new BankLine
        {
            Id = id,
            On = date,
            Currency = currency,
            Amount = amount,
            Reference = ReferenceIn(Field(columns.Reference, layout.Reference, isRequired: false), columns.Pattern),
            Links = Field(columns.Payout, layout.Payout, isRequired: false).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    private static bool TryAmount(string text, char separator, out decimal amount)
    {
        amount = 0m;
        return !text.Contains(separator == '.' ? ',' : '.', StringComparison.Ordinal) && decimal.TryParse(
            text.Replace(separator, '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }

    private static string? ReferenceIn(string text, Regex? pattern)
    {
        if (pattern is null)
        {
            return text.Length == 0 ? null : text;
        }

        var match = pattern.Match(text);
        return !match.Success ? null : match.Groups["reference"] is { Success: true } group ? group.Value : match.Value;
    }

    /// <summary>Places of the columns; -1 for one that is not there.</summary>
    private sealed record Columns(int Id, int Date, int Currency, int Amount, int Reference, int Payout, Regex? Pattern)
    {
        public static Columns Of(IReadOnlyList<string> header, BankLineLayout layout, List<string> problems)
        {
            var names = header.Select(static name => name.TrimStart('\uFEFF').Trim()).ToList();
            int Find(string name, bool isRequired)
            {
                var at = names.FindIndex(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));
                if (at < 0 && isRequired)
                {
                    problems.Add($"Line 1: there is no column '{name}'; the file has {string.Join(", ", names)}. Name the column in BankLineLayout.");
                }

                return at;
            }

            if (layout.DecimalSeparator is not ('.' or ','))
            {
                problems.Add($"BankLineLayout.DecimalSeparator '{layout.DecimalSeparator}' is neither '.' nor ','.");
            }

            return new Columns(
                Find(layout.Id, isRequired: true), Find(layout.Date, isRequired: true), Find(layout.Currency, isRequired: layout.AccountCurrency is null),
                Find(layout.Amount, isRequired: true), Find(layout.Reference, isRequired: true), Find(layout.Payout, isRequired: false), PatternOf(layout, problems));
        }

        private static Regex? PatternOf(BankLineLayout layout, List<string> problems)
        {
            try
            {
                return layout.ReferencePattern is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant, PatternLimit) : null;
            }
            catch (ArgumentException unusable)
            {
                problems.Add($"BankLineLayout.ReferencePattern is no regular expression: {unusable.Message}");
                return null;
            }
        }
    }
}
