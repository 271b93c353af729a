using System.Globalization;

namespace Quickstart.Month;

/// <summary>The command line of <c>reconcile</c>.</summary>
internal sealed record MonthOptions
{
    public const string Usage = """
        dotnet run -c Release --project samples/Quickstart -- reconcile --month [options]

          with --live instead of --month: plays a story, then reconciles both running systems; options as for a run, and --out DIR

          --orders N    orders of the month (default 3,000, 100 to 100,000)
          --seed S      seed of the month and of the planted breaks (default 1)
          --out DIR     where to write reconciliation.json, .csv and .html (default: nowhere)
        """;

    public int Orders { get; init; } = 3_000;

    public int Seed { get; init; } = 1;

    public string? Out { get; init; }

    /// <summary>Reads the command line. Null with a message when it is not understood.</summary>
    public static MonthOptions? Parse(IReadOnlyList<string> args, out string? error)
    {
        var options = new MonthOptions();
        error = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--month")
            {
                continue;
            }

            MonthOptions? next = i + 1 >= args.Count ? null : (args[i], args[i + 1]) switch
            {
                ("--orders", var value) when Number(value) is >= 100 and <= 100_000 => options with { Orders = Number(value)!.Value },
                ("--seed", var value) when Number(value) is { } seed => options with { Seed = seed },
                ("--out", var value) => options with { Out = value },
                _ => null,
            };
            if (next is null)
            {
                error = $"'{string.Join(' ', args.Skip(i).Take(2))}' is not understood.";
                return null;
            }

            options = next;
            i++;
        }

        return options;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : null;
}
