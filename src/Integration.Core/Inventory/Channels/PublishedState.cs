namespace ErpSync.Inventory;

/// <summary>What a channel was told of a SKU.</summary>
/// <param name="Version">Version of the last publish; 0 before the first.</param>
/// <param name="Value">Its value, in selling units.</param>
/// <param name="Shadow">What the channel should show as far as is known: the value less its own sales read since.</param>
/// <param name="IsPublished">False before the first publish.</param>
public sealed record PublishedState(long Version, decimal Value, decimal Shadow, bool IsPublished);
