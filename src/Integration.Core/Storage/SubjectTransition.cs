namespace ErpSync.Storage;

/// <summary>What becomes of a subject's head with a commit.</summary>
public enum SubjectTransition
{
    /// <summary>The head stays as it is; only effects, links and timeline are written.</summary>
    Keep,

    /// <summary>
    /// Done: signals up to <see cref="SubjectCommit.ThroughSequence"/> end — the newest with the given outcome, the others superseded. The subject's open case is closed.
    /// The subject becomes ready when newer signals came meanwhile, idle otherwise. Attempt, cause and deadline are cleared.
    /// </summary>
    Complete,

    /// <summary>
    /// Effects were planned: the head waits for them. When the last is done the store itself completes the subject with outcome applied, through the sequence given here.
    /// </summary>
    Dispatch,

    /// <summary>Waits until due time, dependency, or (when allowed) a new signal. Its signals stay waiting.</summary>
    Wait,

    /// <summary>
    /// A person must look: signals up to the sequence end as cased (the newest) or superseded; the case is opened or counted. The subject becomes ready at once when newer
    /// signals came meanwhile, and later when one comes.
    /// </summary>
    Park,
}
