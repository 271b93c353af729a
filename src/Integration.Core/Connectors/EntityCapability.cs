namespace ErpSync.Connectors;

/// <summary>What a connection can do with one entity.</summary>
/// <param name="Entity">Entity name, see <see cref="EntityNames"/>.</param>
public sealed record EntityCapability(string Entity)
{
    /// <summary>Ways of reading. Default none.</summary>
    public ReadModes Reads { get; init; }

    /// <summary>Ways of writing. Default none.</summary>
    public WriteModes Writes { get; init; }

    /// <summary>How a repeated write is recognised. Default none.</summary>
    public IdempotencyMode Idempotency { get; init; }

    /// <summary>Most items one <see cref="ISink{TRecord}.WriteAsync"/> takes. Default 1.</summary>
    public int MaxBatchSize { get; init; } = 1;

    /// <summary>Most ids that are worth putting into one <see cref="ISource{TRecord}.FindAsync"/>. Default 50.</summary>
    public int MaxReadBatchSize { get; init; } = 50;

    /// <summary>How long until a write is surely visible to a look-up; waited after an unknown outcome. Default zero.</summary>
    public TimeSpan ConsistencyLag { get; init; }

    /// <summary>
    /// How coarse the clock behind versions is: a record that changes twice within this time may show the same version both times, so a sweep looks again at
    /// records that changed just before it. Default zero: every change has a version of its own.
    /// </summary>
    public TimeSpan VersionGranularity { get; init; }

    /// <summary>
    /// True when (by default not) upper and lower case of an id make no difference: a record is found by its id in capitals, too, and is answered under the id as it was asked for. Where all
    /// connections whose stock is published, and all shops that are told of it, say so for <see cref="EntityNames.StockLevel"/>, an article is one subject however each system spells it.
    /// </summary>
    public bool IdsIgnoreCase { get; init; }
}
