namespace ErpSync.Planning.Documents.Run;

internal readonly record struct DraftTax(string Code, decimal Rate, decimal Amount);
