using ErpSync.Connectors;
using Microsoft.Extensions.Logging;

namespace ErpSync.Testing.Conformance;

/// <summary>What the suite wants connected.</summary>
/// <param name="Id">Connection id.</param>
/// <param name="Settings">With which settings.</param>
/// <param name="Line">Line to put between the connector and its target.</param>
/// <param name="Budgets">Where the connector reports its rate budget.</param>
/// <param name="Loggers">Where the connector logs.</param>
public sealed record ConnectionRequest(string Id, ConnectionSettings Settings, TransportLine Line, IRateBudgetReporter Budgets, ILoggerFactory Loggers);
