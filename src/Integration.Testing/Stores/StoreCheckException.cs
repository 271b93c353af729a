namespace ErpSync.Testing.Stores;

/// <summary>A store does not keep its contract.</summary>
/// <param name="message">What was expected and what was found.</param>
public sealed class StoreCheckException(string message) : Exception(message);
