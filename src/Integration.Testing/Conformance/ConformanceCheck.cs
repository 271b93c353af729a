namespace ErpSync.Testing.Conformance;

/// <summary>One rule of the connector contract. All are in <see cref="ConformanceSuite.Checks"/>.</summary>
public sealed class ConformanceCheck
{
    internal ConformanceCheck(string id, ConformanceLevel level, ConformanceScope scope, string title, Func<CheckContext, Task> run)
    {
        Id = id;
        Level = level;
        Scope = scope;
        Title = title;
        Run = run;
    }

    /// <summary>Stable name, for example <c>IDM-03</c>.</summary>
    public string Id { get; }

    /// <summary>How much it weighs.</summary>
    public ConformanceLevel Level { get; }

    /// <summary>What it is run for.</summary>
    public ConformanceScope Scope { get; }

    /// <summary>The rule in one line.</summary>
    public string Title { get; }

    internal Func<CheckContext, Task> Run { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Title}";
}
