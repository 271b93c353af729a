namespace ErpSync.Ownership;

/// <summary>What a less restrictive value needs to count.</summary>
public enum LooseningRule
{
    /// <summary>Evidence with a source and an instant later than what the current value rests on.</summary>
    NewerEvidence,
}
