namespace ErpSync.Inventory;

/// <summary>One SKU in one channel.</summary>
internal sealed class ShelfBook
{
    private static readonly TimeSpan RevertWindow = TimeSpan.FromHours(24);
    private readonly List<DateTimeOffset> _reverts = [];

    public long Version { get; set; }

    public decimal Value { get; set; }

    public decimal Shadow { get; set; }

    public bool IsPublished { get; set; }

    /// <summary>When it was last published; null when that is longer ago than anybody remembers.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    public bool ForeignWriteSeen { get; set; }

    public void NoteRevert(DateTimeOffset at) => _reverts.Add(at);

    public int RevertsBefore(DateTimeOffset now)
    {
        _reverts.RemoveAll(at => now - at >= RevertWindow);
        return _reverts.Count;
    }
}
