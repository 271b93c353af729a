namespace ErpSync.Planning;

/// <summary>A signal for another subject that follows from a plan.</summary>
/// <param name="Flow">Flow of that subject.</param>
/// <param name="Id">Its id.</param>
/// <param name="DeliveryId">Names the reason, so that planning again does not signal again.</param>
public sealed record FollowUp(string Flow, string Id, string DeliveryId);
