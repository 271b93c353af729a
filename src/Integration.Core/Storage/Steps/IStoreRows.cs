namespace ErpSync.Storage.Steps;

/// <summary>
/// The rows a step may read and change within one transaction of a store. <see cref="SubjectSteps"/> and <see cref="CaseSteps"/> hold the rules and
/// work on nothing else, so every store that offers its rows this way follows the same rules. Every read sees the changes made before it in the transaction.
/// </summary>
public interface IStoreRows
{
    /// <summary>Whether this is the present epoch of the lane. It stays so until the transaction ends.</summary>
    /// <param name="grant">Lane and epoch.</param>
    bool Owns(LaneGrant grant);

    /// <summary>The subject of a key, or a new one that is stored with the first <see cref="Write"/>; within a transaction always the same state.</summary>
    /// <param name="key">Key.</param>
    StoreSubject SubjectOf(SubjectKey key);

    /// <summary>Stores the subject's head.</summary>
    /// <param name="subject">Subject.</param>
    void Write(StoreSubject subject);

    /// <summary>Subjects whose <see cref="HeadState.DependsOn"/> is this address.</summary>
    /// <param name="address">Address of a link.</param>
    IReadOnlyList<StoreSubject> DependentsOf(string address);

    /// <summary>Stores a signal as waiting, with its body.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="signal">Signal.</param>
    /// <returns>Its sequence, above every former one of the subject; 0 when (subject, source, delivery id) is known.</returns>
    long AddSignal(StoreSubject subject, NewSignal signal);

    /// <summary>Moves a signal from one outcome to another.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="from">Outcome it must have.</param>
    /// <param name="to">New outcome.</param>
    /// <returns>False when there is no such signal in the first outcome.</returns>
    bool TurnSignal(StoreSubject subject, long sequence, SignalOutcome from, SignalOutcome to);

    /// <summary>The newest waiting signal up to a sequence, 0 when there is none.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="through">Sequence.</param>
    long NewestWaiting(StoreSubject subject, long through);

    /// <summary>Turns every waiting signal below a sequence into a superseded one.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="below">Sequence, not included.</param>
    /// <returns>How many.</returns>
    int Supersede(StoreSubject subject, long below);

    /// <summary>State of an effect, null when the subject has none with this id.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="effectId">Id.</param>
    EffectState? StateOf(StoreSubject subject, long effectId);

    /// <summary>The effects of a subject that are not done, by id.</summary>
    /// <param name="subject">Subject.</param>
    IReadOnlyList<OpenEffect> OpenEffectsOf(StoreSubject subject);

    /// <summary>Adds an effect: ready, or as being sent already. A ready one cannot be claimed while another of the subject is not done.</summary>
    /// <param name="subject">Subject; its count of open effects is that before this one.</param>
    /// <param name="effect">Effect.</param>
    /// <param name="at">When; due since then.</param>
    /// <param name="takenUnder">Epoch under which it is being sent; 0 when it is only ready.</param>
    /// <returns>Its id.</returns>
    long AddEffect(StoreSubject subject, NewEffect effect, DateTimeOffset at, long takenUnder);

    /// <summary>Changes an effect that is not done as an update says; without a due time it is due at once.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="update">Update.</param>
    /// <param name="at">When.</param>
    /// <returns>False when the subject has no such effect, or it is done; nothing was changed then.</returns>
    bool UpdateEffect(StoreSubject subject, EffectUpdate update, DateTimeOffset at);

    /// <summary>Marks an effect as dropped and leaves everything else of it.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="effectId">Id.</param>
    /// <param name="at">When.</param>
    void DropEffect(StoreSubject subject, long effectId, DateTimeOffset at);

    /// <summary>Lets the first effect that is not done be claimed.</summary>
    /// <param name="subject">Subject.</param>
    void UnblockFirst(StoreSubject subject);

    /// <summary>Inserts a link, or replaces the one of the same address.</summary>
    /// <param name="link">Link.</param>
    void PutLink(Link link);

    /// <summary>Whether a link of this address exists.</summary>
    /// <param name="address">Address.</param>
    bool LinkExists(string address);

    /// <summary>Appends an entry to the timeline.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="entry">Entry.</param>
    void AddStep(StoreSubject subject, TimelineEntry entry);

    /// <summary>The open case of a key, 0 when there is none.</summary>
    /// <param name="key">Key.</param>
    long OpenCaseOf(string key);

    /// <summary>The open cases of a subject.</summary>
    /// <param name="subject">Subject.</param>
    IReadOnlyList<long> OpenCasesOf(SubjectKey subject);

    /// <summary>A case, or null.</summary>
    /// <param name="id">Id.</param>
    Case? CaseOf(long id);

    /// <summary>Opens a case with a count of 1.</summary>
    /// <param name="report">Report.</param>
    void AddCase(NewCase report);

    /// <summary>Replaces the report of an open case and counts it once more.</summary>
    /// <param name="id">Id.</param>
    /// <param name="report">Report.</param>
    void CountCase(long id, NewCase report);

    /// <summary>Closes an open case.</summary>
    /// <param name="id">Id.</param>
    /// <param name="state">Closed state.</param>
    /// <param name="by">Who, or null.</param>
    /// <param name="because">Why.</param>
    /// <param name="at">When.</param>
    void CloseCase(long id, CaseState state, string? by, string because, DateTimeOffset at);
}
