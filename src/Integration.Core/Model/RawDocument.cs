namespace ErpSync.Model;

/// <summary>The source document as it was received, kept on the record so that custom mapping can reach fields the canonical model lacks.</summary>
/// <param name="MediaType">For example <c>application/json</c>.</param>
/// <param name="Content">The bytes, UTF-8 for text.</param>
public sealed record RawDocument(string MediaType, ReadOnlyMemory<byte> Content);
