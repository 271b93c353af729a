using DotNetCore.CAP;

namespace Benchmarks.Neighbours;

/// <summary>CAP's handler.</summary>
internal sealed class CapHandler(NeighbourWork work) : ICapSubscribe
{
    [CapSubscribe("parcels")]
    public void Handle(ParcelMessage message) => work.Handle(message.Key, message.Number);
}
