using Microsoft.Extensions.Options;

namespace ErpSync.Adapters.Files;

/// <summary>Checks <see cref="FilesOptions"/> and reports all errors at once.</summary>
public sealed class FilesOptionsValidator : IValidateOptions<FilesOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FilesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();

        void Require(bool valid, string code, string text)
        {
            if (!valid)
            {
                errors.Add($"{code} Files '{name}': {text}");
            }
        }

        Require(Path.IsPathFullyQualified(options.Root), "ESY4001", $"Root '{options.Root}' must be an absolute path. Name the warehouse's exchange folder.");
        foreach (var kind in Enum.GetValues<FileKind>())
        {
            var layout = options.LayoutOf(kind);
            Require(layout.Pattern.Length > 0 && layout.Pattern.IndexOfAny(['/', '\\']) < 0, "ESY4002", $"{kind}.Pattern '{layout.Pattern}' must be a file name pattern, for example {kind.ToString().ToLowerInvariant()}*.csv.");
            Require(layout.Separator is ',' or ';' or '\t' or '|', "ESY4003", $"{kind}.Separator '{layout.Separator}' must be ',', ';', tab or '|'.");
            var columns = FileColumns.Of(kind);
            foreach (var unknown in layout.Columns.Keys.Where(column => !columns.Contains(column)))
            {
                Require(false, "ESY4004", $"{kind}.Columns names '{unknown}', which does not exist. Columns: {string.Join(", ", columns)}.");
            }

            var headers = columns.Select(layout.HeaderOf).ToArray();
            Require(headers.Distinct(StringComparer.OrdinalIgnoreCase).Count() == headers.Length && headers.All(static header => !string.IsNullOrWhiteSpace(header)),
                "ESY4005", $"{kind}.Columns gives two columns the same header, or an empty one.");
        }

        Require(new[] { options.Stock.Pattern, options.Shipments.Pattern, options.Returns.Pattern }.Distinct(StringComparer.OrdinalIgnoreCase).Count() == 3,
            "ESY4006", "two kinds of file have the same pattern. Give each its own.");
        Require(options.ClockTolerance >= TimeSpan.Zero && options.ClockTolerance <= TimeSpan.FromDays(1), "ESY4007", $"ClockTolerance is {options.ClockTolerance}; 0 to 1 day.");
        Require(options.SettleTime >= TimeSpan.Zero && options.SettleTime <= TimeSpan.FromHours(1), "ESY4008", $"SettleTime is {options.SettleTime}; 0 to 1 hour.");
        Require(options.MaxFileBytes is >= 1024 and <= 1024L * 1024 * 1024, "ESY4009", $"MaxFileBytes is {options.MaxFileBytes}; 1,024 to 1,073,741,824.");
        Require(options.MaxFilesPerReading is >= 1 and <= 10_000, "ESY4010", $"MaxFilesPerReading is {options.MaxFilesPerReading}; 1 to 10,000.");
        Require(options.History >= TimeSpan.FromDays(1) && options.History <= TimeSpan.FromDays(3660), "ESY4011", $"History is {options.History}; 1 day to 10 years.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
