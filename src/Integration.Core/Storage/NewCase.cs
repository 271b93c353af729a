namespace ErpSync.Storage;

/// <summary>A case to open, or to count once more.</summary>
public sealed record NewCase
{
    /// <summary>Names the open case: at most one is open per key. <c>subject:flow/id</c> for a subject, <c>connection:id:code</c> for a connection.</summary>
    public required string Key { get; init; }

    /// <summary>Stable code by which cases are grouped.</summary>
    public required string Code { get; init; }

    /// <summary>Subject it belongs to, or null for a connection or flow.</summary>
    public SubjectKey? Subject { get; init; }

    /// <summary>Connection concerned, or null.</summary>
    public string? Connection { get; init; }

    /// <summary>What is wrong: the thing, the reason, the figures.</summary>
    public required string Message { get; init; }

    /// <summary>What to do, or null.</summary>
    public string? Hint { get; init; }

    /// <summary>Path of the field concerned, or null.</summary>
    public string? Field { get; init; }

    /// <summary>Remote request id, or null.</summary>
    public string? RemoteRequestId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Key of the case of a subject.</summary>
    /// <param name="subject">Subject.</param>
    public static string KeyOf(SubjectKey subject) => $"subject:{subject}";
}
