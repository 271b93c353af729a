namespace Benchmarks.Nodes;

/// <summary>What the target saw after one of two nodes was killed.</summary>
/// <param name="Changes">Changes made in the source.</param>
/// <param name="Lost">Changes without a document.</param>
/// <param name="Duplicates">Documents made twice.</param>
/// <param name="Inversions">Documents that came after a later one of their key.</param>
/// <param name="SilenceSeconds">Longest time between two documents of one key after the kill; a key changes every 0.4 s.</param>
internal sealed record TakeoverResult(int Changes, int Lost, int Duplicates, int Inversions, double SilenceSeconds);
