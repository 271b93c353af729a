namespace ErpSync.Adapters.Files.Intake;

/// <summary>A file of which nothing can be used.</summary>
/// <param name="code">Stable code.</param>
/// <param name="message">Why, and what to do.</param>
internal sealed class FileRefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
