using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>A write of which nobody knows whether it was carried out.</summary>
internal sealed class ReferenceUnknownException(Fault fault) : Exception(fault.Message)
{
    public Fault Fault { get; } = fault;
}
