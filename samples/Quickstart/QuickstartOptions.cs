using System.Globalization;

namespace Quickstart;

/// <summary>The command line.</summary>
internal sealed record QuickstartOptions
{
    public const string Usage = """
        dotnet run -c Release --project samples/Quickstart -- [options]

          --orders N            orders customers place (default 200, 1 to 20,000)
          --seed S              seed of the scenario and of the faults (default 1)
          --chaos on|off        whether both systems misbehave (default on)
          --import DIR          fill the shop from published or recorded order JSON instead
          --store sqlite|memory where ErpSync keeps its records (default sqlite, in a temporary folder)
          --report FILE         write the result as one JSON object
          --out DIR             write the reconciliation of both systems as reconciliation.json, .csv and .html
          --serve               keep everything running afterwards, until Ctrl+C
          --all-roles           with a warehouse over CSV files, which ships, and a CDP, which is told what customers do
          --flash-sale          two shops sell twenty units at once instead; has options of its own
        """;

    public int Orders { get; init; } = 200;

    public int Seed { get; init; } = 1;

    public bool Chaos { get; init; } = true;

    public string? Import { get; init; }

    public bool InMemory { get; init; }

    public string? Report { get; init; }

    /// <summary>Where the reconciliation goes; null for nowhere.</summary>
    public string? Folder { get; init; }

    public bool Serve { get; init; }

    /// <summary>Whether a warehouse over files and a CDP take part.</summary>
    public bool AllRoles { get; init; }

    /// <summary>Reads the command line. Null with a message when it is not understood.</summary>
    public static QuickstartOptions? Parse(IReadOnlyList<string> args, out string? error)
    {
        var options = new QuickstartOptions();
        error = null;
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            if (name is "--serve" or "--all-roles")
            {
                options = name == "--serve" ? options with { Serve = true } : options with { AllRoles = true };
                continue;
            }

            if (i + 1 >= args.Count)
            {
                error = $"'{name}' is not an option, or its value is missing.";
                return null;
            }

            var value = args[++i];
            QuickstartOptions? next = (name, value) switch
            {
                ("--orders", _) when Number(value) is >= 1 and <= 20_000 => options with { Orders = Number(value)!.Value },
                ("--seed", _) when Number(value) is { } seed => options with { Seed = seed },
                ("--chaos", "on" or "off") => options with { Chaos = value == "on" },
                ("--import", _) when Directory.Exists(value) => options with { Import = value },
                ("--store", "sqlite" or "memory") => options with { InMemory = value == "memory" },
                ("--report", _) => options with { Report = value },
                ("--out", _) => options with { Folder = value },
                _ => null,
            };
            if (next is null)
            {
                error = name == "--import" ? $"There is no directory '{Path.GetFullPath(value)}' to import from." : $"'{name} {value}' is not understood.";
                return null;
            }

            options = next;
        }

        return options;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
