namespace ErpSync.Ownership;

/// <summary>How far a publication got.</summary>
public enum PublicationStatus
{
    /// <summary>On its way.</summary>
    Queued,

    /// <summary>The target has it.</summary>
    Acknowledged,
}
