namespace ErpSync.EndToEnd;

/// <summary>The theory form of <see cref="ChaosFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChaosTheoryAttribute : TheoryAttribute
{
    public ChaosTheoryAttribute()
    {
        if (!ChaosFactAttribute.IsWanted)
        {
            Skip = ChaosFactAttribute.Reason;
        }
    }
}
