namespace ErpSync.Storage.Steps;

/// <summary>An effect that is not done.</summary>
/// <param name="Id">Id.</param>
/// <param name="State"><see cref="EffectState.Ready"/> or <see cref="EffectState.Sending"/>.</param>
public readonly record struct OpenEffect(long Id, EffectState State);
