using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>What a URL points at.</summary>
/// <param name="Entity">Entity of the record or of the collection.</param>
/// <param name="Row">The record; null for a collection.</param>
/// <param name="Parent">Record whose children the collection holds; null when it is the whole set.</param>
/// <param name="Link">How the collection hangs on the parent.</param>
internal sealed record ErpTarget(ErpEntity Entity, ErpRow? Row, ErpRow? Parent, ErpNavigation? Link)
{
    /// <summary>True for <c>…/$count</c>.</summary>
    public bool CountOnly { get; init; }
}
