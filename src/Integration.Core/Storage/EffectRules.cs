namespace ErpSync.Storage;

/// <summary>What every store answers when a commit contradicts the effects it has.</summary>
public static class EffectRules
{
    /// <summary>An update names an effect the subject does not have.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="effectId">Effect id.</param>
    public static InvalidOperationException Unknown(SubjectKey subject, long effectId) =>
        new($"Subject {subject} has no effect {effectId}, so its outcome cannot be recorded. Report outcomes under the subject the effect was claimed with.");

    /// <summary>An update changes an effect that is done.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="update">Update.</param>
    /// <param name="state">Its state.</param>
    public static InvalidOperationException Done(SubjectKey subject, EffectUpdate update, EffectState state)
    {
        ArgumentNullException.ThrowIfNull(update);
        return new($"Effect {update.Id} of subject {subject} is {state} already and cannot become {update.State}. Report every outcome once.");
    }

    /// <summary>Dropping would forget an effect that was handed to a connector.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="effectId">Effect id.</param>
    public static InvalidOperationException InFlight(SubjectKey subject, long effectId) =>
        new($"Effect {effectId} of subject {subject} is being sent and cannot be dropped: it may be in the target already. Report its outcome in the same commit.");
}
