namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>What the target saw.</summary>
/// <param name="Changes">Changes made in the source.</param>
/// <param name="Lost">Revisions without a document.</param>
/// <param name="Duplicates">Documents beyond the first of a revision.</param>
/// <param name="Inversions">Documents that came after a later one of their key.</param>
/// <param name="KeysInverted">Keys with an inversion.</param>
/// <param name="Silence">Longest time between two documents of one key.</param>
/// <param name="Silences">The same for each key.</param>
internal sealed record ClusterFigures(
    int Changes, int Lost, int Duplicates, int Inversions, int KeysInverted, TimeSpan Silence, IReadOnlyDictionary<string, TimeSpan> Silences)
{
    public override string ToString() =>
        $"{Changes} changes, {Lost} lost, {Duplicates} duplicated, {Inversions} inversions ({KeysInverted} keys), longest silence of a key {Silence.TotalSeconds:F2} s";
}
