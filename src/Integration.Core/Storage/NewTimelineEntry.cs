namespace ErpSync.Storage;

/// <summary>A step to record.</summary>
/// <param name="Code">Stable code of the step, for example <c>planned</c>, <c>effect-applied</c>, <c>case-opened</c>.</param>
/// <param name="Text">One line for people; no personal data.</param>
public sealed record NewTimelineEntry(string Code, string Text);
