namespace ErpSync.Golden.Runner;

/// <summary>A case file or case that the runner's model does not understand.</summary>
public sealed class GoldenFormatException(string message, Exception? inner = null) : Exception(message, inner);
