namespace ErpSync.Ownership;

/// <summary>Why a system shows something else.</summary>
public enum DriftClass
{
    /// <summary>The value is on its way, or within the grace of the rule.</summary>
    Late,

    /// <summary>Somebody wrote there.</summary>
    Override,

    /// <summary>It was published and is not there any more.</summary>
    Lost,

    /// <summary>It was never published there and nobody was seen writing.</summary>
    Unknown,
}
