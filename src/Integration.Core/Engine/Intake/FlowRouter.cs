using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Finds the flows that follow a record and turns change signals into signals for their subjects.</summary>
internal sealed class FlowRouter
{
    /// <summary>Id of a signal that means "more changed than can be named: sweep now".</summary>
    public const string Everything = "*";

    private readonly ILookup<(string Connection, string Entity), ISyncFlow> _bySource;

    public FlowRouter(IEnumerable<ISyncFlow> flows, IEnumerable<PlanGuard> guards)
    {
        Flows = [.. guards.Aggregate(flows, static (all, guard) => all.Select(flow => new GuardedFlow(flow, guard)))];
        var twice = Flows.GroupBy(flow => flow.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidOperationException($"ESY1103: Flow '{twice.Key}' is registered twice. Register each flow once, or give the second its own name.");
        }

        _bySource = Flows.ToLookup(flow => (flow.SourceConnection, flow.SourceEntity));
    }

    public IReadOnlyList<ISyncFlow> Flows { get; }

    public ISyncFlow? Find(string name) => Flows.FirstOrDefault(flow => flow.Name == name);

    /// <summary>The subject that a signal is for.</summary>
    public SubjectKey SubjectOf(string flow, string id) => new(flow, Find(flow)?.SubjectOf(id) ?? id);

    public IEnumerable<ISyncFlow> FlowsOf(string connection, string entity) => _bySource[(connection, entity)];

    public IReadOnlyList<NewSignal> Route(
        string connection, IEnumerable<ChangeSignal> changes, string source, string deliveryId, DateTimeOffset acceptedAt, ReadOnlyMemory<byte> body)
    {
        var signals = new List<NewSignal>();
        foreach (var change in changes)
        {
            if (change.Id == Everything)
            {
                continue;
            }

            foreach (var flow in FlowsOf(connection, change.Entity))
            {
                signals.Add(new NewSignal(new SubjectKey(flow.Name, flow.SubjectOf(change.Id)), source, deliveryId, change.OccurredAt, acceptedAt) { Body = body });
            }
        }

        return signals;
    }
}
