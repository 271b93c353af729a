namespace ErpSync.Ownership;

/// <summary>Reads of a scan by outcome; <see cref="Checked"/> = in sync + late + override + lost + unknown.</summary>
public sealed record ScanSummary
{
    /// <summary>Reads that were compared.</summary>
    public int Checked { get; init; }

    /// <summary>Equal, or within tolerance.</summary>
    public int InSync { get; init; }

    /// <summary>Given time.</summary>
    public int Late { get; init; }

    /// <summary>Somebody wrote there.</summary>
    public int Override { get; init; }

    /// <summary>Published before and gone.</summary>
    public int Lost { get; init; }

    /// <summary>Unexplained.</summary>
    public int Unknown { get; init; }

    /// <summary>Nothing to compare: no rule, unmanaged, record not known, or no mirror.</summary>
    public int Skipped { get; init; }
}
