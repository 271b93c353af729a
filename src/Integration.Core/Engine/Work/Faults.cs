using System.Diagnostics;
using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Faults that the engine itself finds.</summary>
internal static class Faults
{
    private const int FramesInCode = 2;

    /// <summary>A case for developers, grouped by exception type and top frames.</summary>
    public static Fault BugOf(Exception exception, string where)
    {
        if (exception is ConnectorException { Fault: var known })
        {
            return known;
        }

        var frames = new StackTrace(exception).GetFrames()
            .Select(frame => DiagnosticMethodInfo.Create(frame))
            .Where(method => method is not null)
            .Take(FramesInCode)
            .Select(method => $"{LastPart(method!.DeclaringTypeName)}.{method.Name}");
        return new Fault(FaultKind.Bug, $"bug:{exception.GetType().Name}@{string.Join("<", frames)}", $"{where} failed with {exception.GetType().Name}.")
        {
            Hint = "Report it with the code and the log entry of the same time; retry the case after an update.",
        };
    }

    /// <summary>What a failure of one of the engine's own tasks is: the store's and the connectors' own faults, or a bug.</summary>
    public static Fault Of(Exception exception, string where) => exception is StoreException away
        ? new Fault(FaultKind.Transient, away.Code, away.Message)
        : BugOf(exception, where);

    public static Fault NoResult(string entity) =>
        new(FaultKind.Bug, "engine.no-result", $"The connector answered a {entity} batch without a result for this item.")
        {
            Hint = "The outcome is looked up before anything is sent again. Run the conformance suite on the adapter (check SNK-01).",
        };

    /// <summary>A refusal that concerns one record: others of its kind are written.</summary>
    public static Fault RefusedAlone(Fault refusal) => refusal with
    {
        Kind = FaultKind.Rejected,
        Message = $"{refusal.Message} Other records of this kind are accepted, so it is this one that may not be written.",
    };

    public static Fault Overdue(string cause, string text) =>
        new(FaultKind.MissingDependency, $"overdue:{cause}", $"{text} It waited past its deadline.")
        {
            Hint = "Supply what is missing and retry the case, or resolve it when it was settled by hand.",
        };

    private static string LastPart(string? name) => name is null ? "?" : name[(name.LastIndexOf('.') + 1)..];
}
