namespace ErpSync.Sandbox.Shopify.Search;

/// <summary>One condition of a search: field, comparison, value.</summary>
internal sealed record SearchTerm(string Field, string Operator, string Value, bool Negated);
