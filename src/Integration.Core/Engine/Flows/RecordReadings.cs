using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>From what a source yielded to what a planner gets.</summary>
internal static class RecordReadings
{
    /// <summary>The reading of one record: its value, its deletion as null value, its own fault, or the fault that it was not answered.</summary>
    public static Reading<TReading> ToReading<TRecord, TReading>(
        this IReadOnlyDictionary<string, SourceRecord<TRecord>> records, string id, Func<TRecord?, TReading> make)
        where TRecord : class
        where TReading : class =>
        records.TryGetValue(id, out var record)
            ? record.Fault is { } fault ? new Reading<TReading>(null, fault) : new Reading<TReading>(make(record.IsDeleted ? null : record.Value))
            : new Reading<TReading>(null, NotAnswered(id));

    /// <summary>A source neither yielded a record nor said that it is gone.</summary>
    public static Fault NotAnswered(string id) =>
        new(FaultKind.Transient, "engine.not-answered", $"The source answered without record {id} and without saying that it is gone.")
        {
            Hint = "It is read again. If it stays so, run the conformance suite on the adapter (check SRC-09).",
        };
}
