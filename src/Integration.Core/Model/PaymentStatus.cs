namespace ErpSync.Model;

/// <summary>State of a payment transaction. Only <see cref="Success"/> moves money.</summary>
public enum PaymentStatus
{
    /// <summary>Done.</summary>
    Success,

    /// <summary>Under way.</summary>
    Pending,

    /// <summary>The gateway has not answered yet.</summary>
    AwaitingResponse,

    /// <summary>Refused.</summary>
    Failure,

    /// <summary>Broken off by a fault.</summary>
    Error,

    /// <summary>A word not known here.</summary>
    Unknown,
}
