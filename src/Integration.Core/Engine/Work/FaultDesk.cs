using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Storage;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>
/// Answers faults that concern more than one record: credentials, permissions, changed schemas, failing tasks. Each opens one case, not one per record, and the case closes when
/// the thing works again.
/// </summary>
internal sealed class FaultDesk(ISyncStore store, FlowControl control, WakeBoard wakes, SettledCases settled, TimeProvider time, ILogger<FaultDesk> logger)
{
    private const string StoppedPrefix = "stopped:";

    /// <summary>True when the work is to be left as it is, because the connection rests or the flow was stopped.</summary>
    public async ValueTask<bool> HoldsBackAsync(ISyncFlow flow, Fault fault, CancellationToken ct)
    {
        switch (fault.Kind)
        {
            case FaultKind.Throttled or FaultKind.Unauthorized:
                return true;
            case FaultKind.SchemaChanged:
                await StopAsync(flow.Name, fault.Connection ?? flow.SourceConnection, fault, ct).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    /// <summary>One case for a sink whose remote schema changed.</summary>
    public ValueTask SinkStoppedAsync(string connection, string entity, Fault fault, CancellationToken ct) =>
        StopAsync(FlowControl.SinkName(connection, entity), connection, fault, ct);

    /// <summary>A flow or sink did its work: it was not stopped, or not for good.</summary>
    public void Runs(string name) => settled.Works(StoppedKey(name));

    /// <summary>Starts what was stopped, and closes its case.</summary>
    /// <returns>False when it was not stopped.</returns>
    public bool Resume(string name)
    {
        var resumed = control.Resume(name);
        if (resumed)
        {
            settled.Works(StoppedKey(name));
        }

        return resumed;
    }

    /// <summary>The flow or sink that a case says is stopped, or null.</summary>
    public static string? StoppedBy(string caseKey) => caseKey.StartsWith(StoppedPrefix, StringComparison.Ordinal) ? caseKey[StoppedPrefix.Length..] : null;

    /// <summary>One case for a connection whose credentials were refused, or for a part of it that lacks a permission.</summary>
    public async ValueTask RefusedAsync(Connection connection, string part, Refusal refusal, Fault fault, CancellationToken ct)
    {
        if (refusal == Refusal.Connection)
        {
            await RefusedAsync(connection.Id, fault, ct).ConfigureAwait(false);
            wakes.Check(connection.Id).Pulse();
        }
        else if (refusal == Refusal.Part)
        {
            EngineLog.PartRefused(logger, connection.Id, part, fault.Code);
            var rest = connection.Gate.Options.RecheckInterval.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            var lacking = fault with { Message = $"{fault.Message} The check of '{connection.Id}' is well, so only {part} rests; it is tried again every {rest} seconds." };
            await OpenAsync(PartKey(connection.Id, part), connection.Id, lacking, ct).ConfigureAwait(false);
        }
    }

    /// <summary>One case for a connection whose check found the credentials refused.</summary>
    public ValueTask RefusedAsync(string connection, Fault fault, CancellationToken ct)
    {
        EngineLog.ConnectionRefused(logger, connection, fault.Code);
        return OpenAsync(RefusedKey(connection), connection, fault, ct);
    }

    /// <summary>A part of a connection answered.</summary>
    public void Served(string connection, string part) => settled.Works(PartKey(connection, part));

    /// <summary>The check accepts us, for the first time or again.</summary>
    public void Accepted(string connection, bool wasRefused)
    {
        if (wasRefused)
        {
            EngineLog.ConnectionAccepted(logger, connection);
        }

        settled.Works(RefusedKey(connection));
    }

    /// <summary>One case for a task that goes on failing.</summary>
    public ValueTask FailingAsync(string task, string connection, Fault fault, CancellationToken ct) => OpenAsync(TaskKey(task), fault.Connection ?? connection, fault, ct);

    /// <summary>A task did its work.</summary>
    public void Works(string task) => settled.Works(TaskKey(task));

    /// <summary>Closes the cases of what works again.</summary>
    public ValueTask CloseSettledAsync(CancellationToken ct) =>
        settled.CloseAsync(key => store.CloseCaseAsync(key, "It works again.", time.GetUtcNow(), ct), report => store.OpenCaseAsync(report, ct));

    private static string StoppedKey(string name) => StoppedPrefix + name;

    private static string RefusedKey(string connection) => $"connection:{connection}:unauthorized";

    private static string PartKey(string connection, string part) => $"connection:{connection}:permission:{part}";

    private static string TaskKey(string task) => $"task:{task}";

    private async ValueTask StopAsync(string name, string connection, Fault fault, CancellationToken ct)
    {
        if (control.Stop(name, fault.Code))
        {
            EngineLog.FlowStopped(logger, name, fault.Code);
            await OpenAsync(StoppedKey(name), connection, fault, ct).ConfigureAwait(false);
        }
    }

    private ValueTask OpenAsync(string key, string connection, Fault fault, CancellationToken ct)
    {
        var report = new NewCase
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
        settled.Fails(report);
        return store.OpenCaseAsync(report, ct);
    }
}
