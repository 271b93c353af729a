namespace ErpSync.Sandbox;

/// <summary>The seeded source of a sandbox's decisions. Thread-safe: draws are serialised.</summary>
/// <param name="options">Rates and seed.</param>
public sealed class FaultDice(SandboxFaultOptions options)
{
    private readonly Lock _gate = new();
#pragma warning disable RS0030 // The one seam through which the sandbox's randomness comes; it is seeded.
    private readonly Random _random = new(options.Seed);
#pragma warning restore RS0030
    private volatile bool _enabled = true;

    /// <summary>The rates in force.</summary>
    public SandboxFaultOptions Options { get; } = options;

    /// <summary>False switches every fault off, for example while a run is being compared. Default true.</summary>
    public bool Enabled
    {
        get => _enabled;
        set => _enabled = value;
    }

    /// <summary>Decides about one request.</summary>
    /// <param name="isWrite">Whether the request changes something; only then a conflict is possible.</param>
    /// <param name="isList">Whether the request lists or searches; only then a stale read is possible.</param>
    public SandboxFault Decide(bool isWrite, bool isList)
    {
        if (!Enabled)
        {
            return SandboxFault.None;
        }

        var roll = NextDouble();
        return Take(ref roll, Options.LostResponse) ? SandboxFault.LostResponse
            : Take(ref roll, Options.LostRequest) ? SandboxFault.LostRequest
            : Take(ref roll, Options.ServerError) ? SandboxFault.ServerError
            : Take(ref roll, Options.Throttle) ? SandboxFault.Throttle
            : isWrite && Take(ref roll, Options.Conflict) ? SandboxFault.Conflict
            : isList && Take(ref roll, Options.StaleRead) ? SandboxFault.StaleRead
            : SandboxFault.None;
    }

    /// <summary>True with the given probability, and never while disabled.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    public bool Happens(double probability) => Enabled && probability > 0 && NextDouble() < probability;

    /// <summary>A whole number from <paramref name="low"/> up to but without <paramref name="high"/>.</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">First value that is not returned.</param>
    public int Next(int low, int high)
    {
        lock (_gate)
        {
            return _random.Next(low, high);
        }
    }

    private double NextDouble()
    {
        lock (_gate)
        {
            return _random.NextDouble();
        }
    }

    private static bool Take(ref double roll, double rate)
    {
        if (roll < rate)
        {
            return true;
        }

        roll -= rate;
        return false;
    }
}
