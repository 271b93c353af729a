namespace Quickstart.Story;

/// <summary>What happens to an order before anything of it is shipped.</summary>
internal enum EarlyStep
{
    None,
    ChangeTags,
    AddLine,
    RemoveUnit,
    RefundUnshippedUnit,
    Cancel,
}
