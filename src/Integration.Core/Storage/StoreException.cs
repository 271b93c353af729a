namespace ErpSync.Storage;

/// <summary>The store cannot be used. The message names the store, the reason and the remedy.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">Stable code, for example <c>ESY1001</c>.</param>
    /// <param name="message">Thing, reason and remedy.</param>
    /// <param name="inner">Cause, or null.</param>
    public StoreException(string code, string message, Exception? inner = null)
        : base($"{code}: {message}", inner) => Code = code;

    /// <summary>Stable code.</summary>
    public string Code { get; }
}
