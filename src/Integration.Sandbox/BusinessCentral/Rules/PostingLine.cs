using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>An order line with what is shipped and invoiced of it now.</summary>
internal sealed record PostingLine(ErpRow Line, decimal Ship, decimal Invoice);
