namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>How much goes wrong, each in so many of a thousand cases. One instance is shared by a whole run and goes quiet at its end.</summary>
internal sealed class SimulatedTrouble
{
    /// <summary>Nothing goes wrong.</summary>
    public bool IsOver { get; set; }

    /// <summary>A request to a system that is never seen there.</summary>
    public int LostRequests { get; init; }

    /// <summary>A request that is done, and whose answer is lost.</summary>
    public int LostAnswers { get; init; }

    /// <summary>A request that is refused with a passing fault before anything is done.</summary>
    public int Refusals { get; init; }

    /// <summary>A request that is refused because the rate limit is used up.</summary>
    public int Throttles { get; init; }

    /// <summary>A call that is never answered.</summary>
    public int Silences { get; init; }

    /// <summary>A step of the store that fails before it is done.</summary>
    public int StoreFaults { get; init; }

    /// <summary>A step of the store that is done, and whose answer is lost.</summary>
    public int LostStoreAnswers { get; init; }

    /// <summary>A notification that is never sent.</summary>
    public int DroppedWebhooks { get; init; }

    /// <summary>A notification that is sent twice.</summary>
    public int DoubledWebhooks { get; init; }

    /// <summary>Until when every call is throttled.</summary>
    public DateTimeOffset StormUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Until when the store takes seconds for every step.</summary>
    public DateTimeOffset SlowStoreUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Draws how much goes wrong in one run: some runs are calm in some ways, so that every trouble is also met alone.</summary>
    public static SimulatedTrouble Draw(SeededRandom random)
    {
        int Rate(int most) => random.Happens(500) ? random.Below(most + 1) : 0;
        return new SimulatedTrouble
        {
            LostRequests = Rate(40),
            LostAnswers = Rate(60),
            Refusals = Rate(60),
            Throttles = Rate(60),
            Silences = Rate(10),
            StoreFaults = Rate(20),
            LostStoreAnswers = Rate(20),
            DroppedWebhooks = Rate(300),
            DoubledWebhooks = Rate(200),
        };
    }
}
