using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>A request that did not succeed. <paramref name="unknown"/> says that a write may nevertheless have been done.</summary>
internal sealed class BcException(Fault fault, int status, string code, bool unknown, Exception? inner = null) : Exception(fault.Message, inner)
{
    public Fault Fault { get; } = fault;

    public int Status { get; } = status;

    public string Code { get; } = code;

    public bool Unknown { get; } = unknown;

    public static BcException Of(FaultKind kind, string code, string message, string? hint = null, string? field = null) =>
        new(new Fault(kind, code, message) { Hint = hint, Field = field }, 0, "", unknown: false);

    /// <summary>The same failure, naming what it is about: the service's own text rarely does.</summary>
    public BcException About(string subject) => As(Fault with { Message = $"{subject}: {Fault.Message}" });

    /// <summary>The same failure after something was sent that may have been carried out.</summary>
    public BcException AsUnknown() => new(Fault, Status, Code, unknown: true, this);

    /// <summary>The same failure with another fault.</summary>
    public BcException As(Fault fault) => new(fault, Status, Code, Unknown, this);

    public ConnectorException ToConnectorException() => new(Fault, this);
}
