namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>The same numbers for the same seed on every machine and version (SplitMix64).</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>From 0 to one below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool Happens(int perThousand) => Below(1000) < perThousand;

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + TimeSpan.FromMilliseconds(Below((int)(most - least).TotalMilliseconds + 1));

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
