namespace ErpSync.Storage;

/// <summary>One thing that is kept in step: an order, a SKU, a shipment. Work on it is serial everywhere.</summary>
/// <param name="Flow">Name of the flow, for example <c>orders:shop-eu</c>. At most 100 characters.</param>
/// <param name="Id">Id of the record in the flow's source. At most 300 characters.</param>
public readonly record struct SubjectKey(string Flow, string Id)
{
    /// <summary><c>flow/id</c>.</summary>
    public override string ToString() => $"{Flow}/{Id}";
}
