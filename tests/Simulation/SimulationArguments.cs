using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ErpSync.Simulation;

/// <summary>What the console was asked to do.</summary>
/// <param name="First">First seed.</param>
/// <param name="Last">Last seed.</param>
/// <param name="Nodes">Nodes of each run.</param>
/// <param name="Threads">Runs at a time.</param>
/// <param name="Bugs">Whether the planted bugs are looked for.</param>
/// <param name="HasWarehouse">Whether every history or none has a warehouse; null leaves it to the seed.</param>
internal sealed record SimulationArguments(ulong First, ulong Last, int Nodes, int Threads, bool Bugs, bool? HasWarehouse)
{
    public static bool TryRead(string[] args, [NotNullWhen(true)] out SimulationArguments? arguments, [NotNullWhen(false)] out string? error)
    {
        var read = new SimulationArguments(1, 200, 2, Environment.ProcessorCount, false, null);
        arguments = null;
        for (var index = 0; index < args.Length; index++)
        {
            var value = index + 1 < args.Length ? args[index + 1] : "";
            switch (args[index])
            {
                case "--bugs":
                    read = read with { Bugs = true };
                    continue;
                case "--seeds" when Range(value) is { } range:
                    read = read with { First = range.First, Last = range.Last };
                    break;
                case "--nodes" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var nodes) && nodes is >= 1 and <= 8:
                    read = read with { Nodes = nodes };
                    break;
                case "--warehouse" when value is "yes" or "no":
                    read = read with { HasWarehouse = value == "yes" };
                    break;
                case "--threads" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= 256:
                    read = read with { Threads = threads };
                    break;
                default:
                    error = $"'{args[index]} {value}' is not understood.";
                    return false;
            }

            index++;
        }

        arguments = read;
        error = null;
        return true;
    }

    private static (ulong First, ulong Last)? Range(string text)
    {
        var parts = text.Split("..");
        return parts.Length == 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last && last < long.MaxValue
                ? (first, last)
                : null;
    }
}
