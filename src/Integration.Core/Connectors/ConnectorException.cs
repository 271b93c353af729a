namespace ErpSync.Connectors;

/// <summary>A connector could not do what it was asked, and surely changed nothing.</summary>
/// <param name="fault">What went wrong.</param>
/// <param name="inner">Cause, or null.</param>
public sealed class ConnectorException(Fault fault, Exception? inner = null) : Exception(fault?.Message, inner)
{
    /// <summary>What went wrong.</summary>
    public Fault Fault { get; } = fault ?? throw new ArgumentNullException(nameof(fault));
}
