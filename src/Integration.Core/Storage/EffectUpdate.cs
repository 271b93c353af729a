namespace ErpSync.Storage;

/// <summary>New state of an effect.</summary>
/// <param name="Id">Effect id.</param>
/// <param name="State">State; <see cref="EffectState.Ready"/> sends it again at <paramref name="DueAt"/>.</param>
/// <param name="Attempt">Failed attempts so far.</param>
/// <param name="DueAt">When to send again; only with <see cref="EffectState.Ready"/>.</param>
/// <param name="Probe">Whether to look up first.</param>
/// <param name="Code">Fault code, or null.</param>
public sealed record EffectUpdate(long Id, EffectState State, int Attempt = 0, DateTimeOffset? DueAt = null, bool Probe = false, string? Code = null);
