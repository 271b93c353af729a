using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Ownership;
using ErpSync.Planning;

namespace ErpSync.Engine;

/// <summary>Keeps writes that authority refuses inside the process: in plans, and once more before anything is sent.</summary>
internal sealed class PlanGuard(AuthorityMap map)
{
    private static readonly IReadOnlyDictionary<string, string> NoScope = new Dictionary<string, string>(StringComparer.Ordinal);

    private readonly WriteAuthority _authority = new(map);

    /// <summary>Removes what may not be written. What follows a refused write depends on it and goes with it.</summary>
    public SubjectPlan Check(string origin, SubjectPlan plan)
    {
        for (var i = 0; i < plan.Effects.Count; i++)
        {
            var effect = plan.Effects[i];
            if (Refuse(origin, effect.Connection, effect.Entity, effect.Kind, effect.Record) is not { } refusal)
            {
                continue;
            }

            var note = $"Ownership: not written to {effect.Connection}: {effect.Title}. {refusal.Message}";
            var isCase = refusal.Action is ForeignWriteAction.Quarantine or ForeignWriteAction.Propose || refusal.Rule is null;
            return plan with
            {
                Effects = [.. plan.Effects.Take(i)],
                PlanAgain = false,
                Notes = [.. plan.Notes, note],
                Fault = plan.Fault ?? (isCase ? FaultOf(refusal) : null),
            };
        }

        return plan;
    }

    /// <summary>Why a write may not go out, or null.</summary>
    public WriteRefusal? Refuse(string origin, string target, string entity, WriteKind kind, object record)
    {
        if (map.Find(entity) is not { } schema)
        {
            return null;
        }

        return ScopesOf(record)
            .SelectMany(scope => schema.Fields.Keys.Where(field => field != OwnedFields.Consent).Select(field => _authority.Refuse(origin, target, entity, field, kind, scope)))
            .FirstOrDefault(static refusal => refusal is not null);
    }

    public static Fault FaultOf(WriteRefusal refusal) => new(FaultKind.Rejected, "ownership.refused", refusal.Message)
    {
        Field = refusal.Field,
        Hint = refusal.Rule is { } rule
            ? $"Rule {rule} of the ownership policy decides. Let the owner write, or change the rule."
            : "Add a rule to the ownership policy; Unmanaged says that nobody cares.",
    };

    private static IEnumerable<IReadOnlyDictionary<string, string>> ScopesOf(object record) =>
        record is StockLevel level
            ? level.Cells.Select(static cell => new Dictionary<string, string>(StringComparer.Ordinal) { [OwnedFields.Location] = cell.Location })
            : [NoScope];
}
