using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>Compares a claim on the states that are named.</summary>
internal static class ClaimCompare
{
    public static string? Find(ClaimBalance claim, JsonElement want, string path)
    {
        foreach (var state in want.EnumerateObject())
        {
            var place = $"{path}.{state.Name}";
            var difference = state.Name switch
            {
                "A" when state.Value.ValueKind == JsonValueKind.Number => StateCompare.Same(claim.Allocated.Values.Sum(), state.Value, place),
                "A" => StateCompare.Complete(claim.Allocated, state.Value, place),
                "picked" => StateCompare.Complete(claim.Picked, state.Value, place),
                "pins" => StateCompare.Complete(claim.Pins, state.Value, place),
                _ => StateCompare.Same(Number(claim, state.Name, place), state.Value, place),
            };
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    private static decimal Number(ClaimBalance claim, string state, string path) => state switch
    {
        "H" => claim.Held,
        "R" => claim.Reserved,
        "B" => claim.Backordered,
        "P" => claim.Preordered,
        "U" => claim.Unclaimed,
        "N" => claim.InFlight,
        "open" => claim.Open,
        "claimed" => claim.Claimed,
        "consumed" => claim.Consumed,
        "released" => claim.Released,
        _ => throw new GoldenFormatException($"{path}: unknown state"),
    };
}
