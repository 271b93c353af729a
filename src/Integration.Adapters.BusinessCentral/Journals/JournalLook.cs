using ErpSync.Adapters.BusinessCentral.Api;

namespace ErpSync.Adapters.BusinessCentral.Journals;

/// <summary>What Business Central holds of a journal.</summary>
/// <param name="Unposted">Its lines in the journal batch.</param>
/// <param name="Posted">Its entries in the general ledger.</param>
internal sealed record JournalLook(IReadOnlyList<BcEntity> Unposted, IReadOnlyList<BcEntity> Posted);
