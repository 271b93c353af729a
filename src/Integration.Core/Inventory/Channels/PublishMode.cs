namespace ErpSync.Inventory;

/// <summary>How a number is written to a channel, the best first.</summary>
public enum PublishMode
{
    /// <summary>Only if the channel still shows what we believe it shows.</summary>
    CompareAndSet,

    /// <summary>As a difference, which commutes with sales we have not heard of.</summary>
    Delta,

    /// <summary>Whatever is there.</summary>
    Blind,
}
