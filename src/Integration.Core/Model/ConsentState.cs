namespace ErpSync.Model;

/// <summary>What a person said about marketing. The names are those the ownership policy compares.</summary>
public enum ConsentState
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>Wants none.</summary>
    OptOut,

    /// <summary>Agreed.</summary>
    OptIn,
}
