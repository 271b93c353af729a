using ErpSync.Adapters.Cdp.Profiles;
using ErpSync.Adapters.Cdp.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Cdp;

/// <summary>Looks whether both APIs answer: an empty batch, and a person nobody is.</summary>
internal static class ConnectionCheck
{
    private static readonly byte[] Empty = "{\"batch\":[]}"u8.ToArray();

    public static async ValueTask<ConnectionReport> RunAsync(CdpClient client, ProfileReader? profiles, CancellationToken ct)
    {
        try
        {
            await TrackingAsync(client, ct);
            if (profiles is not null)
            {
                await profiles.ProbeAsync(ct);
            }

            return new ConnectionReport(ConnectionState.Ok, []);
        }
        catch (CdpRefusal refusal)
        {
            return Report(refusal.Fault);
        }
        catch (ConnectorException exception)
        {
            return Report(exception.Fault);
        }
    }

    private static async Task TrackingAsync(CdpClient client, CancellationToken ct)
    {
        try
        {
            await client.PostAsync(Empty, ct);
        }
        catch (CdpRefusal refusal) when (refusal.ContentRefused)
        {
            // Whoever refuses an empty batch for its content has let us in.
        }
    }

    private static ConnectionReport Report(Fault fault) => new(
        fault switch
        {
            { Kind: FaultKind.Unauthorized, Code: "cdp.http-401" or "cdp.http-403" } => ConnectionState.Unauthorized,
            { Kind: FaultKind.Unauthorized } => ConnectionState.Misconfigured,
            { Kind: FaultKind.Throttled } => ConnectionState.Degraded,
            _ => ConnectionState.Unreachable,
        },
        [new ConnectionFinding(fault.Code, fault.Message, fault.Hint ?? "Try again later; check the CDP's status page if it stays so.")]);
}
