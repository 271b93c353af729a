using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Testing.Conformance;

/// <summary>Hands in the target for one entity that is read. Derive from <see cref="SourceFixture{TRecord}"/>.</summary>
public abstract class SourceFixture
{
    private protected SourceFixture()
    {
    }

    /// <summary>Entity name.</summary>
    public abstract string Entity { get; }

    /// <summary>Smallest time between two changes that the target can tell apart. Default 1 second.</summary>
    public virtual TimeSpan Resolution => TimeSpan.FromSeconds(1);

    /// <summary>How much later than its change time a record may become visible without being lost. Default 5 seconds.</summary>
    public virtual TimeSpan Lag => TimeSpan.FromSeconds(5);

    /// <summary>An id that looks right and names nothing.</summary>
    public abstract string MissingId { get; }

    /// <summary>Checkpoints as released versions wrote them; all must still be readable.</summary>
    public virtual IReadOnlyList<string> KnownCheckpoints => [];

    /// <summary>Members of the target's answers without which a record cannot be understood.</summary>
    public virtual IReadOnlyList<string> RequiredMembers => [];

    /// <summary>Members of the target's answers that hold one of a list of words which may grow.</summary>
    public virtual IReadOnlyList<string> WordMembers => [];

    /// <summary>Adds a record in the target, with the personal data of <see cref="ConformanceCanary"/> where it has any.</summary>
    /// <param name="ct">Cancels.</param>
    /// <returns>Id under which the source yields it.</returns>
    public abstract ValueTask<string> AddAsync(CancellationToken ct);

    /// <summary>Adds very many records.</summary>
    /// <param name="count">How many.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when this cannot be arranged.</returns>
    public virtual ValueTask<bool> AddManyAsync(int count, CancellationToken ct) => ValueTask.FromResult(false);

    /// <summary>Changes a record in the target.</summary>
    /// <param name="id">Id.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when records of this kind never change.</returns>
    public abstract ValueTask<bool> ChangeAsync(string id, CancellationToken ct);

    /// <summary>Deletes a record in the target.</summary>
    /// <param name="id">Id.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when records of this kind cannot be deleted.</returns>
    public virtual ValueTask<bool> DeleteAsync(string id, CancellationToken ct) => ValueTask.FromResult(false);

    /// <summary>An answer of the target with its rows taken out while it still announces them; null when its answers announce nothing.</summary>
    /// <param name="body">Answer.</param>
    public virtual string? Hollow(string body) => null;

    /// <summary>Adds a record that carries a text.</summary>
    /// <param name="text">Text.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Id; null when this cannot be arranged.</returns>
    public virtual ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct) => ValueTask.FromResult<string?>(null);

    /// <summary>Adds a record that carries an amount.</summary>
    /// <param name="amount">Amount.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Id; null when the target does not take this amount.</returns>
    public virtual ValueTask<string?> AddWithAmountAsync(Money amount, CancellationToken ct) => ValueTask.FromResult<string?>(null);

    /// <summary>Adds a record whose optional text is absent (null) or empty.</summary>
    /// <param name="text">Null or empty.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Id; null when the target does not distinguish.</returns>
    public virtual ValueTask<string?> AddWithOptionalAsync(string? text, CancellationToken ct) => ValueTask.FromResult<string?>(null);

    internal abstract IAsyncEnumerable<SourcePage<object>> ReadAsync(IConnector connector, ReadRequest request, CancellationToken ct);

    internal abstract IAsyncEnumerable<SourceRecord<object>> FindAsync(IConnector connector, IReadOnlyList<string> ids, CancellationToken ct);

    internal abstract string Write(object value);

    internal abstract string? Text(object value);

    internal abstract string? Optional(object value);

    internal abstract Money? Amount(object value);

    internal abstract IReadOnlyList<MoneyPair> Pairs(object value);

    internal abstract (Money Parts, Money Total)? Sum(object value);
}
