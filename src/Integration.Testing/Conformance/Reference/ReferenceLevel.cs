namespace ErpSync.Testing.Conformance;

/// <summary>An absolute value of the reference system; <paramref name="From"/> is what the writer saw.</summary>
internal sealed record ReferenceLevel(string Sku, decimal Quantity, decimal? From);
