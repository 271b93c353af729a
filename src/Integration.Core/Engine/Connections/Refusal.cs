namespace ErpSync.Engine;

/// <summary>What a refused call says about its connection.</summary>
internal enum Refusal
{
    /// <summary>Nothing new: it was no refusal, or what is refused is known already.</summary>
    None,

    /// <summary>The credentials may be refused: the connection closes until its check has spoken.</summary>
    Connection,

    /// <summary>A permission is missing for one part of the connection: that part rests alone.</summary>
    Part,

    /// <summary>The part works for other records: this one is refused.</summary>
    Record,
}
