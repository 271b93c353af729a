using Orleans;

namespace ErpSync.Orleans;

/// <summary>A lane as a grain: where it is active, the lane is worked. Its key is the lane's number.</summary>
internal interface ILaneGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the lane is active somewhere.</summary>
    ValueTask HoldAsync();
}
