namespace ErpSync.Testing.Conformance;

/// <summary>What a run of <see cref="ConformanceSuite"/> includes.</summary>
public sealed record ConformanceOptions
{
    /// <summary>Checks to run, by id; null, the default, runs all.</summary>
    public IReadOnlyCollection<string>? Checks { get; init; }

    /// <summary>Entities to run them for; null, the default, all that the fixture names. Checks of the connector as a whole run in any case.</summary>
    public IReadOnlyCollection<string>? Entities { get; init; }

    /// <summary>Real time after which one check counts as hanging. Default 60 seconds.</summary>
    public TimeSpan CheckLimit { get; init; } = TimeSpan.FromSeconds(60);
}
