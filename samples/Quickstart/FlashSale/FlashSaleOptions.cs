using System.Globalization;

namespace Quickstart.FlashSale;

/// <summary>The command line of <c>--flash-sale</c>.</summary>
internal sealed record FlashSaleOptions
{
    public const string Usage = """
        dotnet run -c Release --project samples/Quickstart -- --flash-sale [options]

          --orders N            orders in all, 2,000 a minute (default 2,000, 10 to 20,000)
          --units N             units the ERP owns (default 20, 1 to 10,000)
          --seed S              seed of the rush and of the faults (default 1)
          --chaos on|off        whether all systems misbehave (default on)
          --store sqlite|memory where ErpSync keeps its records (default sqlite, in a temporary folder)
          --report FILE         write the result as one JSON object
          --demand FILE         write the demand rows as CSV
        """;

    public int Orders { get; init; } = 2_000;

    public int Units { get; init; } = 20;

    public int Seed { get; init; } = 1;

    public bool Chaos { get; init; } = true;

    public bool InMemory { get; init; }

    public string? Report { get; init; }

    public string? Demand { get; init; }

    /// <summary>Reads the command line. Null with a message when it is not understood.</summary>
    public static FlashSaleOptions? Parse(IReadOnlyList<string> args, out string? error)
    {
        var options = new FlashSaleOptions();
        error = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--flash-sale")
            {
                continue;
            }

            FlashSaleOptions? next = i + 1 >= args.Count ? null : (args[i], args[i + 1]) switch
            {
                ("--orders", var value) when Number(value) is >= 10 and <= 20_000 => options with { Orders = Number(value)!.Value },
                ("--units", var value) when Number(value) is >= 1 and <= 10_000 => options with { Units = Number(value)!.Value },
                ("--seed", var value) when Number(value) is { } seed => options with { Seed = seed },
                ("--chaos", "on" or "off") => options with { Chaos = args[i + 1] == "on" },
                ("--store", "sqlite" or "memory") => options with { InMemory = args[i + 1] == "memory" },
                ("--report", var value) => options with { Report = value },
                ("--demand", var value) => options with { Demand = value },
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
