namespace ErpSync.Ownership;

/// <summary>Something an operator ordered for the fields of a subject.</summary>
/// <param name="Id">Recognises it when it comes again.</param>
/// <param name="Subject">Flow and id.</param>
/// <param name="Step">What was ordered.</param>
public sealed record OwnershipCommand(string Id, string Subject, OwnershipStep Step);
