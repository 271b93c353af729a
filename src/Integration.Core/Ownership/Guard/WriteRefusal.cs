namespace ErpSync.Ownership;

/// <summary>A write that authority refuses.</summary>
/// <param name="Field">The field.</param>
/// <param name="Rule">Id of the rule, or null when none applies.</param>
/// <param name="Code">Why, for machines.</param>
/// <param name="Action">The rule's answer.</param>
/// <param name="Message">Why, for people.</param>
public sealed record WriteRefusal(string Field, string? Rule, string Code, ForeignWriteAction Action, string Message);
