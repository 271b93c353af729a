namespace ErpSync.Ownership;

/// <summary>How the value of a shared field is settled.</summary>
public enum ResolverKind
{
    /// <summary>The first source in the rule's order that has a value.</summary>
    SourcePriority,

    /// <summary>The newest version within one version domain; versions that cannot be compared are quarantined.</summary>
    NewestVersion,

    /// <summary>All members of all sources' sets.</summary>
    Union,

    /// <summary>The object with most members that are neither null nor empty; on a tie the earlier source's.</summary>
    MostComplete,

    /// <summary>The value that comes first in an order from most to least restrictive.</summary>
    MostRestrictive,

    /// <summary>The first value counts; every other is a person's decision.</summary>
    Manual,
}
