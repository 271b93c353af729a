using System.Text.Json;
using System.Text.Json.Serialization;

namespace ErpSync.Ownership;

/// <summary>State as text, to be kept in a store.</summary>
public static class OwnershipStateJson
{
    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    public static string Write(OwnershipState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var stored = new StoredOwnership
        {
            Records = [.. state.Records.Values.OrderBy(static record => record.Entity, StringComparer.Ordinal).ThenBy(static record => record.Key, StringComparer.Ordinal)],
            Overrides = [.. state.Overrides.Values.OrderBy(static one => one.Id, StringComparer.Ordinal)],
            Proposals = [.. state.Proposals],
            OpenedProposals = state.OpenedProposals,
            Events = [.. state.Events],
        };
        return JsonSerializer.Serialize(stored, OwnershipJsonContext.Default.StoredOwnership);
    }

    /// <summary>Reads a state.</summary>
    /// <param name="json">Text written by <see cref="Write"/>.</param>
    /// <exception cref="JsonException">It is no state.</exception>
    public static OwnershipState Read(string json)
    {
        var stored = JsonSerializer.Deserialize(json, OwnershipJsonContext.Default.StoredOwnership) ?? throw new JsonException("The stored ownership state is null.");
        var state = new OwnershipState();
        return state with
        {
            Records = state.Records.AddRange(stored.Records.Select(static record => KeyValuePair.Create(new RecordKey(record.Entity, record.Key), record))),
            Overrides = state.Overrides.AddRange(stored.Overrides.Select(static one => KeyValuePair.Create(one.Id, one))),
            Proposals = [.. stored.Proposals],
            OpenedProposals = stored.OpenedProposals,
            Events = [.. stored.Events],
        };
    }
}
