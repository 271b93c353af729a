namespace ErpSync.Conformance.Fuzzing;

/// <summary>Alone, because what a round allocates is counted for the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FuzzCollection
{
    public const string Name = "Fuzzing";
}
