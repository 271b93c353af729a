namespace ErpSync.Testing.Conformance;

/// <summary>A setting that must be refused when the connection is built, not at its first call.</summary>
/// <param name="Option">Name of the option; the exception must say it.</param>
/// <param name="Build">Builds a connection with the bad value.</param>
public sealed record InvalidOption(string Option, Action Build);
