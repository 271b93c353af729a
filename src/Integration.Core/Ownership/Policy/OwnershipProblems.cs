using System.Globalization;

namespace ErpSync.Ownership;

/// <summary>Codes of problems found when a policy is loaded.</summary>
public static class OwnershipProblems
{
    /// <summary>An id is used twice.</summary>
    public const string DuplicateRuleId = "DuplicateRuleId";

    /// <summary>A rule names an entity that the schema does not have.</summary>
    public const string UnknownEntity = "UnknownEntity";

    /// <summary>A rule names a field that the entity does not have.</summary>
    public const string UnknownField = "UnknownField";

    /// <summary>A scope states a dimension that the entity does not have.</summary>
    public const string UnknownDimension = "UnknownDimension";

    /// <summary>A rule states a lifecycle state that the entity does not have.</summary>
    public const string UnknownState = "UnknownState";

    /// <summary>A rule names a system that is not registered.</summary>
    public const string UnknownSystem = "UnknownSystem";

    /// <summary>A mode that needs an owner has none.</summary>
    public const string MissingOwner = "MissingOwner";

    /// <summary>An owner is stated where there can be none, or a derived field is given to somebody else.</summary>
    public const string OwnerNotAllowed = "OwnerNotAllowed";

    /// <summary>SeedOnce without a seeder.</summary>
    public const string MissingSeeder = "MissingSeeder";

    /// <summary>AppendOnly without emitters.</summary>
    public const string MissingEmitters = "MissingEmitters";

    /// <summary>Shared without a resolver.</summary>
    public const string MissingResolver = "MissingResolver";

    /// <summary>Shared without sources.</summary>
    public const string MissingSources = "MissingSources";

    /// <summary>A resolver on a mode other than Shared.</summary>
    public const string ResolverNotAllowed = "ResolverNotAllowed";

    /// <summary>Partitioned without a scope.</summary>
    public const string PartitionNeedsScope = "PartitionNeedsScope";

    /// <summary>Lifecycle without a state.</summary>
    public const string LifecycleNeedsState = "LifecycleNeedsState";

    /// <summary>Foreign writes are accepted on a mode other than Shared.</summary>
    public const string AcceptNotAllowed = "AcceptNotAllowed";

    /// <summary>Reverting needs a consumer that is a mirror.</summary>
    public const string RevertNeedsMirror = "RevertNeedsMirror";

    /// <summary>Overrides on a mode that has no owner's value.</summary>
    public const string OverrideNotAllowed = "OverrideNotAllowed";

    /// <summary>Overrides without a longest duration.</summary>
    public const string OverrideUnbounded = "OverrideUnbounded";

    /// <summary>The owner would receive its own value.</summary>
    public const string OwnerIsConsumer = "OwnerIsConsumer";

    /// <summary>A delta of something that is no decimal.</summary>
    public const string DeltaNeedsDecimal = "DeltaNeedsDecimal";

    /// <summary>Two rules can answer the same question and none is more specific.</summary>
    public const string AmbiguousRules = "AmbiguousRules";

    /// <summary>A field has no rule.</summary>
    public const string UncoveredField = "UncoveredField";

    /// <summary>A field has no rule in some lifecycle state.</summary>
    public const string UncoveredState = "UncoveredState";

    // The order is the documented numbering: new codes come last.
    private static readonly string[] Numbered =
    [
        DuplicateRuleId,
        UnknownEntity,
        UnknownField,
        UnknownDimension,
        UnknownState,
        UnknownSystem,
        MissingOwner,
        OwnerNotAllowed,
        MissingSeeder,
        MissingEmitters,
        MissingResolver,
        MissingSources,
        ResolverNotAllowed,
        PartitionNeedsScope,
        LifecycleNeedsState,
        AcceptNotAllowed,
        RevertNeedsMirror,
        OverrideNotAllowed,
        OverrideUnbounded,
        OwnerIsConsumer,
        DeltaNeedsDecimal,
        AmbiguousRules,
        UncoveredField,
        UncoveredState,
    ];

    internal static string NumberOf(string code) => string.Create(CultureInfo.InvariantCulture, $"ESY{1201 + Array.IndexOf(Numbered, code)}");
}
