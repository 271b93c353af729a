using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>A connector with everything around it that a check looks at.</summary>
internal sealed record Connected(IConnector Connector, TransportLine Line, BudgetLog Budgets, LogLines Logs);
