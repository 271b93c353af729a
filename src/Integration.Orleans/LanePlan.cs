using System.Text;

namespace ErpSync.Orleans;

/// <summary>
/// Who should own which lane, as far as this silo knows. The same for every silo that sees the same ones living: each lane goes to the silo that scores highest for it among
/// those with room, so all have the same number within one, and few lanes move when a silo comes or goes.
/// </summary>
internal sealed class LanePlan
{
    private string[] _owners = [];

    /// <summary>Makes the plan anew.</summary>
    /// <param name="laneCount">Number of lanes.</param>
    /// <param name="living">Names of the living silos.</param>
    public void Renew(int laneCount, IReadOnlyList<string> living)
    {
        if (living.Count == 0)
        {
            return;
        }

        var seeds = living.Select(SeedOf).ToArray();
        var room = Enumerable.Repeat((laneCount + living.Count - 1) / living.Count, living.Count).ToArray();
        var owners = new string[laneCount];
        for (var lane = 0; lane < laneCount; lane++)
        {
            var best = -1;
            var highest = 0UL;
            for (var silo = 0; silo < seeds.Length; silo++)
            {
                var score = Mix(seeds[silo] ^ (ulong)lane);
                if (room[silo] > 0 && (best < 0 || score > highest))
                {
                    (best, highest) = (silo, score);
                }
            }

            room[best]--;
            owners[lane] = living[best];
        }

        Volatile.Write(ref _owners, owners);
    }

    /// <summary>Name of the silo that should own the lane; null while nothing is known.</summary>
    public string? OwnerOf(int lane) => Volatile.Read(ref _owners) is var owners && lane >= 0 && lane < owners.Length ? owners[lane] : null;

    private static ulong SeedOf(string name)
    {
        var seed = 0UL;
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            seed = Mix(seed ^ value);
        }

        return seed;
    }

    /// <summary>Spreads the bits of a number over all 64.</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
