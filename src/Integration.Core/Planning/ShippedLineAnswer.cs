namespace ErpSync.Planning;

/// <summary>What can be said about a shipped line.</summary>
internal enum ShippedLineAnswer
{
    /// <summary>It stands for a line of the shop's order.</summary>
    Known,

    /// <summary>The shop sold no such line: people added it to the document.</summary>
    NotOfTheShop,

    /// <summary>The shop's order has lines whose document line is not on record yet.</summary>
    NotOnRecordYet,

    /// <summary>Nothing orders it any more: the line left the document after the goods were picked, because the buyer had been refunded.</summary>
    NotOrdered,

    /// <summary>Several lines of the order sell the article, and nothing tells which is meant.</summary>
    Unclear,
}
