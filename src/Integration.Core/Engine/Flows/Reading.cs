using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>What was read for one subject, or why it could not be.</summary>
/// <typeparam name="TReading">What the planner needs.</typeparam>
/// <param name="Value">The reading; null when there is a fault.</param>
/// <param name="Fault">Why there is none.</param>
public readonly record struct Reading<TReading>(TReading? Value, Fault? Fault = null)
    where TReading : class;
