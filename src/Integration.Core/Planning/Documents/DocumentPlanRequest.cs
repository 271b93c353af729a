using ErpSync.Model;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents;

/// <summary>Everything a run of the document planner looks at.</summary>
/// <param name="Order">The order as the shop has it now.</param>
/// <param name="Written">ERP documents made for this order before, in any order.</param>
/// <param name="Settings">How orders become documents.</param>
/// <param name="Now">Instant of the run.</param>
public sealed record DocumentPlanRequest(Order Order, IReadOnlyList<WrittenDocument> Written, DocumentSettings Settings, DateTimeOffset Now);
