namespace ErpSync.Ownership;

/// <summary>Who has authority over fields of an entity, in a scope and in lifecycle states.</summary>
public sealed record AuthorityRule
{
    /// <summary>The name in <see cref="Fields"/> that stands for every field of the entity.</summary>
    public const string EveryField = "*";

    /// <summary>Id, unique within the policy.</summary>
    public required string Id { get; init; }

    /// <summary>Entity of the schema.</summary>
    public required string Entity { get; init; }

    /// <summary>Names of fields, or <see cref="EveryField"/> alone.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Dimension to value; a value ending in <c>*</c> is a prefix, a bare <c>*</c> states nothing. Default everything.</summary>
    public IReadOnlyDictionary<string, string> Scope { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Lifecycle states; null for all.</summary>
    public StateRange? State { get; init; }

    /// <summary>How authority works.</summary>
    public required AuthorityMode Mode { get; init; }

    /// <summary>The system that may write; for shared fields the one whose accepted writes count as the owner's.</summary>
    public string? Owner { get; init; }

    /// <summary>For <see cref="AuthorityMode.SeedOnce"/>: who gives the first value.</summary>
    public string? Seeder { get; init; }

    /// <summary>For <see cref="AuthorityMode.AppendOnly"/>: who states facts.</summary>
    public IReadOnlyList<string> Emitters { get; init; } = [];

    /// <summary>For <see cref="AuthorityMode.Shared"/>: who may write, in order of priority.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>For <see cref="AuthorityMode.Shared"/>: how the value is settled.</summary>
    public ResolverRule? Resolver { get; init; }

    /// <summary>Systems that receive the field. Default none.</summary>
    public IReadOnlyDictionary<string, ConsumerKind> Consumers { get; init; } = new Dictionary<string, ConsumerKind>(StringComparer.Ordinal);

    /// <summary>The answer to writes of others. Default <see cref="ForeignWriteAction.Reject"/>.</summary>
    public ForeignWriteAction OnForeignWrite { get; init; }

    /// <summary>Decimals that differ by no more than this count as equal when somebody else wrote them. Default 0.</summary>
    public decimal Tolerance { get; init; }

    /// <summary>How long a target may show an older value before that is drift; null for no such grace.</summary>
    public TimeSpan? MaxStaleness { get; init; }

    /// <summary>Who may put a value over the owner's for a while; null for nobody.</summary>
    public OverrideRule? Override { get; init; }

    internal bool IsMirror(string system) => Consumers.TryGetValue(system, out var kind) && kind == ConsumerKind.Mirror;
}
