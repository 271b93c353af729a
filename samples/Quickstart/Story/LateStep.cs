namespace Quickstart.Story;

/// <summary>What happens to an order after goods arrived at the buyer.</summary>
internal enum LateStep
{
    ReturnUnit,
    KeepAndRefundUnit,
    RefundShipping,
    Goodwill,
}
