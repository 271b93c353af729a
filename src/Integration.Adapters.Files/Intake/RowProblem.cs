namespace ErpSync.Adapters.Files.Intake;

/// <summary>A row that cannot be used.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Id">Id of the record it belongs to, or null when that cannot be told.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong, without personal data.</param>
/// <param name="Field">Column.</param>
internal sealed record RowProblem(int Line, string? Id, string Code, string Message, string? Field);
