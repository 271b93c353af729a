namespace ErpSync.Reconciliation.Live;

/// <summary>Name of a tax: where it is owed and the code under which it is filed.</summary>
internal readonly record struct JurisdictionTax(string Jurisdiction, string Code);
