namespace ErpSync.Storage;

/// <summary>State of a subject's head.</summary>
public enum SubjectState
{
    /// <summary>Nothing to do.</summary>
    Idle = 0,

    /// <summary>To be read and planned.</summary>
    Ready = 1,

    /// <summary>Planned; its effects are being written.</summary>
    Dispatching = 2,

    /// <summary>Waits for a time, a dependency or a new signal, with cause and deadline.</summary>
    Waiting = 3,

    /// <summary>In front of a person: see its case.</summary>
    Parked = 4,
}
