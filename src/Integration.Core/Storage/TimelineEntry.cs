namespace ErpSync.Storage;

/// <summary>A step of a subject.</summary>
/// <param name="At">When.</param>
/// <param name="Code">Stable code: <c>signal</c>, <c>planned</c>, <c>effect-applied</c>, …</param>
/// <param name="Text">One line for people.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Code, string Text);
