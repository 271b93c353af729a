namespace ErpSync.Connectors;

/// <summary>"This record changed." A hint to read it again.</summary>
/// <param name="Entity">Entity name, see <see cref="EntityNames"/>.</param>
/// <param name="Id">Id in the source, the same that <see cref="ISource{TRecord}.FindAsync"/> takes.</param>
/// <param name="OccurredAt">When the system says it happened.</param>
/// <param name="Deleted">True when the system says that the record is gone.</param>
public sealed record ChangeSignal(string Entity, string Id, DateTimeOffset OccurredAt, bool Deleted = false);
