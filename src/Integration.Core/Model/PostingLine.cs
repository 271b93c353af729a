namespace ErpSync.Model;

/// <summary>Quantities of one order line to post. <paramref name="PostedBefore"/> proves that a repetition is one: the sink posts only what is missing to reach the sum.</summary>
/// <param name="LineKey">Key of the line within the document.</param>
/// <param name="Quantity">Units to ship and invoice now.</param>
/// <param name="PostedBefore">Units that were posted when this was planned.</param>
public sealed record PostingLine(string LineKey, decimal Quantity, decimal PostedBefore);
