using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Ownership;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>What operators ordered, kept in the store under one key and read with every batch.</summary>
internal static class CommandBox
{
    private const string Key = "ownership:commands";

    public static async ValueTask<IReadOnlyList<OwnershipCommand>> ReadAsync(ISyncStore store, CancellationToken ct) =>
        await store.ReadCheckpointAsync(Key, ct).ConfigureAwait(false) is { } stored
            ? JsonSerializer.Deserialize(stored.Value, OwnershipJsonContext.Default.OwnershipCommands)!.Commands
            : [];

    /// <summary>Adds a command and signals its subject, in one step.</summary>
    public static async ValueTask AddAsync(ISyncStore store, OwnershipCommand command, NewSignal signal, CancellationToken ct)
    {
        var commands = await ReadAsync(store, ct).ConfigureAwait(false);
        var kept = new OwnershipCommands { Commands = [.. commands.TakeLast(OwnershipCommands.Most - 1), command] };
        var text = JsonSerializer.Serialize(kept, OwnershipJsonContext.Default.OwnershipCommands);
        await store.AppendAsync([signal], new CheckpointWrite(Key, new Checkpoint(text)), ct).ConfigureAwait(false);
    }
}
