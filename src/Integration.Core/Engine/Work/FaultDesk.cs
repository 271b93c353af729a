using ErpSync.Connectors;
using ErpSync.Storage;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>Answers faults that concern more than one record: credentials, budgets, changed schemas. Each opens one case, not one per record.</summary>
internal sealed class FaultDesk(ISyncStore store, FlowControl control, TimeProvider time, ILogger<FaultDesk> logger)
{
    /// <summary>True when the work is to be left as it is, because the connection rests or the flow was stopped.</summary>
    public async ValueTask<bool> HoldsBackAsync(ISyncFlow flow, Fault fault, CancellationToken ct)
    {
        switch (fault.Kind)
        {
            case FaultKind.Throttled or FaultKind.Unauthorized:
                return true;
            case FaultKind.SchemaChanged:
                if (control.Stop(flow.Name, fault.Code))
                {
                    EngineLog.FlowStopped(logger, flow.Name, fault.Code);
                    await store.OpenCaseAsync(Case($"flow:{flow.Name}:schema", flow.SourceConnection, fault), ct).ConfigureAwait(false);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>One case for a connection whose credentials were refused.</summary>
    public async ValueTask RefusedAsync(string connection, Fault fault, CancellationToken ct)
    {
        EngineLog.ConnectionRefused(logger, connection, fault.Code);
        await store.OpenCaseAsync(Case(RefusedKey(connection), connection, fault), ct).ConfigureAwait(false);
    }

    /// <summary>One case for a sink whose remote schema changed.</summary>
    public async ValueTask SinkStoppedAsync(string connection, string entity, Fault fault, CancellationToken ct)
    {
        if (control.Stop($"sink:{connection}:{entity}", fault.Code))
        {
            EngineLog.FlowStopped(logger, $"sink:{connection}:{entity}", fault.Code);
            await store.OpenCaseAsync(Case($"sink:{connection}:{entity}:schema", connection, fault), ct).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the case of a connection that accepts us again.</summary>
    public async ValueTask AcceptedAsync(string connection, CancellationToken ct)
    {
        EngineLog.ConnectionAccepted(logger, connection);
        await store.CloseCaseAsync(RefusedKey(connection), "The connection check is well again.", time.GetUtcNow(), ct).ConfigureAwait(false);
    }

    private static string RefusedKey(string connection) => $"connection:{connection}:unauthorized";

    private NewCase Case(string key, string connection, Fault fault) => new()
    {
        Key = key,
        Code = fault.Code,
        Connection = connection,
        Message = fault.Message,
        Hint = fault.Hint,
        Field = fault.Field,
        RemoteRequestId = fault.RemoteRequestId,
        At = time.GetUtcNow(),
    };
}
