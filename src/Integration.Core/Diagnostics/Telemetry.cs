using System.Diagnostics;
using System.Diagnostics.Metrics;
using ErpSync.Storage;

namespace ErpSync.Diagnostics;

/// <summary>Traces and metrics of the engine.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly ActivitySource _activities = new(ErpSyncTelemetry.ActivitySourceName);
    private readonly Meter _meter = new(ErpSyncTelemetry.MeterName);
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _subjects;
    private readonly Counter<long> _effects;
    private readonly Histogram<double> _write;

    public Telemetry()
    {
        _accepted = _meter.CreateCounter<long>("erpsync.signals.accepted", "{signal}", "Signals accepted");
        _duplicates = _meter.CreateCounter<long>("erpsync.signals.duplicate", "{signal}", "Signals that had been accepted before");
        _subjects = _meter.CreateCounter<long>("erpsync.subjects.committed", "{subject}", "Subjects committed, by flow and transition");
        _effects = _meter.CreateCounter<long>("erpsync.effects", "{effect}", "Effects answered, by connection, entity and result");
        _write = _meter.CreateHistogram<double>("erpsync.write.duration", "s", "Time of one batch written to a connection");
    }

    public Activity? Plan(string flow, int subjects) =>
        _activities.StartActivity("erpsync.plan", ActivityKind.Internal)?.SetTag("erpsync.flow", flow).SetTag("erpsync.subjects", subjects);

    public Activity? Write(string connection, string entity, int items) =>
        _activities.StartActivity("erpsync.write", ActivityKind.Client)?
            .SetTag("erpsync.connection", connection).SetTag("erpsync.entity", entity).SetTag("erpsync.items", items);

    public void Accepted(string source, long accepted, long duplicates)
    {
        _accepted.Add(accepted, new KeyValuePair<string, object?>("source", source));
        _duplicates.Add(duplicates, new KeyValuePair<string, object?>("source", source));
    }

    public void Committed(string flow, SubjectCommit commit) =>
        _subjects.Add(1, new("flow", flow), new("transition", commit.Transition.ToString()));

    public void Effect(string connection, string entity, string result) =>
        _effects.Add(1, new("connection", connection), new("entity", entity), new("result", result));

    public void WriteDuration(string connection, string entity, TimeSpan duration) =>
        _write.Record(duration.TotalSeconds, new("connection", connection), new("entity", entity));

    public void Dispose()
    {
        _activities.Dispose();
        _meter.Dispose();
    }
}
