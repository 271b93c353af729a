namespace ErpSync.Inventory;

/// <summary>Why a channel shows another number than the published one.</summary>
public enum DriftClass
{
    /// <summary>Somebody else wrote it.</summary>
    Override,

    /// <summary>The last publish is recent; the channel may not show it yet.</summary>
    Late,

    /// <summary>Nothing explains it.</summary>
    Lost,
}
