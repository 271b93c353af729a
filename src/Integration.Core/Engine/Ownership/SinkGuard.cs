using ErpSync.Connectors;
using ErpSync.Ownership;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// Holds back effects that authority refuses by now: they were planned under an older policy. They are planned again, and the plan says what becomes of them.
/// </summary>
internal sealed class SinkGuard(PlanGuard guard, FlowRouter router)
{
    public void HoldBack(List<ClaimedEffect> effects, SinkBinding sink, List<EffectAnswer> answers)
    {
        for (var i = effects.Count - 1; i >= 0; i--)
        {
            if (Refuse(effects[i], sink) is { } refusal)
            {
                var fault = PlanGuard.FaultOf(refusal) with { Kind = FaultKind.Conflict };
                answers.Add(new EffectAnswer(effects[i], new WriteResult.Failed(SinkBinding.ItemIdOf(effects[i]), fault)));
                effects.RemoveAt(i);
            }
        }
    }

    private WriteRefusal? Refuse(ClaimedEffect effect, SinkBinding sink) =>
        router.Find(effect.Subject.Flow) is { } flow
            ? guard.Refuse(flow.SourceConnection, effect.Effect.Connection, effect.Effect.Entity, effect.Effect.Kind, sink.RecordOf(effect))
            : null;
}
