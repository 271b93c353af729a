using System.Globalization;
using ErpSync.Adapters.Files.Csv;

namespace ErpSync.Adapters.Files.Intake;

/// <summary>A row with its columns by this adapter's names. Reading collects what is wrong.</summary>
internal sealed class FileRow(CsvRecord record, IReadOnlyDictionary<string, int> columns, FilesOptions options, DateTimeOffset now)
{
    private readonly List<(string Code, string Message, string Field)> _problems = [];

    public int Line => record.Line;

    /// <summary>The first thing wrong with the row, or null.</summary>
    public RowProblem? ProblemFor(string? id) => _problems.Count == 0 ? null : new RowProblem(Line, id, _problems[0].Code, $"Line {Line}: {_problems[0].Message}", _problems[0].Field);

    public string? Optional(string column) => columns.TryGetValue(column, out var index) && record.Fields[index].Trim() is { Length: > 0 } text ? text : null;

    public string Text(string column)
    {
        if (Optional(column) is { } text)
        {
            return text;
        }

        Wrong("files.value-missing", $"{column} is empty.", column);
        return "";
    }

    public decimal Quantity(string column, bool positive)
    {
        var text = Text(column);
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity))
        {
            Wrong("files.quantity-unreadable", $"{column} '{text}' is no number. Write digits with a decimal point.", column);
        }
        else if (quantity < 0m || (positive && quantity == 0m))
        {
            Wrong("files.quantity-negative", $"{column} is {text}; it must be {(positive ? "more than zero" : "zero or more")}.", column);
        }
        else if (!options.AllowFractions && quantity != decimal.Truncate(quantity))
        {
            Wrong("files.quantity-fractional", $"{column} is {text}; whole units are counted.", column);
        }

        return quantity;
    }

    public decimal? OptionalQuantity(string column) => Optional(column) is null ? null : Quantity(column, positive: false);

    public DateTimeOffset Instant(string column)
    {
        var text = Text(column);
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            Wrong("files.instant-unreadable", $"{column} '{text}' is no instant. Write ISO 8601 with offset.", column);
        }
        else if (instant > now + options.ClockTolerance)
        {
            Wrong("files.instant-in-future", $"{column} {text} lies ahead of our clock. Check the clock of the system that wrote the file.", column);
        }

        return instant;
    }

    public string Location()
    {
        var location = Text("location");
        Check(location);
        return location;
    }

    public string? OptionalLocation()
    {
        var location = Optional("location");
        Check(location);
        return location;
    }

    public T Choice<T>(string column)
        where T : struct, Enum
    {
        var text = Text(column);
        if (!Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            Wrong("files.value-unknown", $"{column} '{text}' must be one of {string.Join(", ", Enum.GetNames<T>())}.", column);
            return default;
        }

        return Enum.Parse<T>(text, ignoreCase: true);
    }

    private void Check(string? location)
    {
        if (!string.IsNullOrEmpty(location) && options.Locations.Count > 0 && !options.Locations.Contains(location))
        {
            Wrong("files.location-unknown", $"location '{location}' is not declared.", "location");
        }
    }

    private void Wrong(string code, string message, string field) => _problems.Add((code, message, field));
}
