namespace ErpSync.Engine;

/// <summary>Documents of an ERP are followed.</summary>
/// <param name="Erp">Connection id of the ERP.</param>
internal sealed record DocumentEcho(string Erp);
