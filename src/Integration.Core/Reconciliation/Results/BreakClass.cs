namespace ErpSync.Reconciliation.Results;

/// <summary>What kind of difference a break is.</summary>
public enum BreakClass
{
    /// <summary>Several records fit and nothing tells them apart.</summary>
    Ambiguous,

    /// <summary>Amounts differ.</summary>
    Amount,

    /// <summary>Something exists twice.</summary>
    Duplicate,

    /// <summary>The systems contradict themselves.</summary>
    Integrity,

    /// <summary>Booked to the wrong place, or no place is known.</summary>
    Mapping,

    /// <summary>One side does not have it.</summary>
    Missing,

    /// <summary>Somebody else wrote it.</summary>
    Override,

    /// <summary>Within what roundings explain.</summary>
    Rounding,

    /// <summary>Under way within its deadline, or on the other side of the period end.</summary>
    Timing,

    /// <summary>Nothing explains it.</summary>
    Unexplained,
}
