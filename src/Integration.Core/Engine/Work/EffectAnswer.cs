using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>An effect and what its target answered.</summary>
internal readonly record struct EffectAnswer(ClaimedEffect Effect, WriteResult Result);
