using ErpSync.Connectors;

namespace ErpSync.Adapters.Cdp.Transport;

/// <summary>A request that was not answered as it should be.</summary>
/// <param name="fault">Why.</param>
/// <param name="mayHaveHappened">Whether it may have been carried out all the same.</param>
/// <param name="inner">Cause, or null.</param>
internal sealed class CdpRefusal(Fault fault, bool mayHaveHappened, Exception? inner = null) : Exception(fault.Message, inner)
{
    public Fault Fault { get; } = fault;

    public bool MayHaveHappened { get; } = mayHaveHappened;

    /// <summary>Whether the content was refused, so that parts of it may still be acceptable.</summary>
    public bool ContentRefused => Fault.Kind == FaultKind.Invalid && !MayHaveHappened;
}
