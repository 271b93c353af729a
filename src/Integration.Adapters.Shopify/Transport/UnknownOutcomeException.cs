using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>A mutation was sent and nobody knows whether it was carried out.</summary>
internal sealed class UnknownOutcomeException(Fault fault, Exception? inner = null) : Exception(fault.Message, inner)
{
    public Fault Fault { get; } = fault;
}
