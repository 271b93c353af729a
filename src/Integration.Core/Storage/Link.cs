using ErpSync.Connectors;

namespace ErpSync.Storage;

/// <summary>"This subject exists there": what was written for a subject, and what to remember of it.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="Name">Name within the subject, for example <c>document/Order</c> or <c>document/Refund/55</c>. Unique per subject.</param>
/// <param name="Connection">Connection id of the target.</param>
/// <param name="Entity">Entity.</param>
/// <param name="Ref">Record in the target.</param>
/// <param name="Memo">What the planner remembered, JSON text, or null.</param>
/// <param name="At">When it was written last.</param>
public sealed record Link(SubjectKey Subject, string Name, string Connection, string Entity, RecordRef Ref, string? Memo, DateTimeOffset At)
{
    /// <summary><c>flow/id#name</c>: what <see cref="SubjectCommit.DependsOn"/> refers to.</summary>
    public string Address => AddressOf(Subject, Name);

    /// <summary>The address of a link.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="name">Name of the link.</param>
    public static string AddressOf(SubjectKey subject, string name) => $"{subject}#{name}";
}
