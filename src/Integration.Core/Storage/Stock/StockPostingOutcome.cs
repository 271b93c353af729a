namespace ErpSync.Storage;

/// <summary>What became of a posting.</summary>
public enum StockPostingOutcome
{
    /// <summary>Written.</summary>
    Posted,

    /// <summary>It was written before; nothing changed.</summary>
    AlreadyPosted,

    /// <summary>A balance would have gone below its floor; nothing changed.</summary>
    Refused,

    /// <summary>Its lane has another owner by now; nothing changed.</summary>
    Fenced,
}
