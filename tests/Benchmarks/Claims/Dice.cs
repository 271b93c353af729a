namespace Benchmarks.Claims;

/// <summary>Numbers that look random and are the same in every run (SplitMix64).</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next(ulong below)
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (mixed ^ (mixed >> 31)) % below;
        }
    }
}
