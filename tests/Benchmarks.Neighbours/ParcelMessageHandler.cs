namespace Benchmarks.Neighbours;

/// <summary>Wolverine's handler.</summary>
public static class ParcelMessageHandler
{
    internal static NeighbourWork? Work { get; set; }

    /// <summary>Counts the message.</summary>
    public static void Handle(ParcelMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Work!.Handle(message.Key, message.Number);
    }
}
