namespace Quickstart.Story;

/// <summary>Where an order is in its life.</summary>
internal enum StoryPhase
{
    NotPlaced,
    Placed,
    ReadyToShip,
    Shipped,
    Over,
}
