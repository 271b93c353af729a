namespace ErpSync.Ownership;

/// <summary>How authority over a field works.</summary>
public enum AuthorityMode
{
    /// <summary>One owner writes.</summary>
    Exclusive,

    /// <summary>One owner per scope (location, price list, market).</summary>
    Partitioned,

    /// <summary>One owner per lifecycle state; a change of owner is a hand-off with the sequence numbers of both.</summary>
    Lifecycle,

    /// <summary>Facts: emitters state a value once, nobody edits it.</summary>
    AppendOnly,

    /// <summary>Computed by ErpSync itself.</summary>
    Derived,

    /// <summary>The seeder gives the first value, from then on the owner writes.</summary>
    SeedOnce,

    /// <summary>Several sources write; a resolver settles which value counts.</summary>
    Shared,

    /// <summary>Nobody cares: nothing is stored, compared or published.</summary>
    Unmanaged,
}
