using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Ownership;
using ErpSync.Planning;

namespace ErpSync.Engine;

/// <summary>Keeps writes that authority refuses inside the process: in plans, and once more before anything is sent.</summary>
internal sealed class PlanGuard(AuthorityMap map)
{
    private static readonly IReadOnlyDictionary<string, string> NoScope = new Dictionary<string, string>(StringComparer.Ordinal);

    // What a profile carries; no other record does.
    private static readonly HashSet<string> ProfileFields = new(StringComparer.Ordinal) { OwnedFields.Consent, OwnedFields.Relationship };

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
        return FieldsOf(entity, record)
            .SelectMany(owned => ScopesOf(record).Select(scope => _authority.Refuse(origin, target, owned.Entity, owned.Field, kind, scope)))
            .FirstOrDefault(static refusal => refusal is not null);
    }

    /// <summary>Whose fields a write carries: an event is the content of an order that goes somewhere, a profile is a part of a customer.</summary>
    private IEnumerable<(string Entity, string Field)> FieldsOf(string entity, object record) => record switch
    {
        CustomerActivity activity => activity.CustomerId is null
            ? Known((EntityNames.Order, OwnedFields.Content))
            : Known((EntityNames.Order, OwnedFields.Content), (EntityNames.Customer, OwnedFields.Content)),
        CustomerProfile profile => Known(
        [
            .. profile.Consent is null ? [] : new[] { (EntityNames.Customer, OwnedFields.Consent) },
            .. profile.Relationship.Count == 0 ? [] : new[] { (EntityNames.Customer, OwnedFields.Relationship) },
        ]),
        _ => map.Find(entity) is not { } schema ? [] : schema.Fields.Keys.Where(static field => !ProfileFields.Contains(field)).Select(field => (entity, field)),
    };

    private IEnumerable<(string Entity, string Field)> Known(params IEnumerable<(string Entity, string Field)> fields) =>
        fields.Where(owned => map.Find(owned.Entity)?.Fields.ContainsKey(owned.Field) == true);

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
