using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;
using Microsoft.OData.UriParser;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>Walks a parsed path to the record or collection it names.</summary>
internal sealed class TargetResolver(ErpDatabase database)
{
    public ErpTarget Resolve(ODataPath path)
    {
        ErpTarget? target = null;
        foreach (var segment in path)
        {
            target = segment switch
            {
                EntitySetSegment set => new ErpTarget(ErpSchema.Get(set.EntitySet.Name), null, null, null),
                KeySegment key => Keyed(target!, key.Keys.First().Value),
                NavigationPropertySegment navigation => Follow(target!, navigation.NavigationProperty.Name),
                CountSegment => target! with { CountOnly = true },
                _ => throw ErpError.UnknownSegment(segment.Identifier),
            };
        }

        return target ?? throw ErpError.NotFound();
    }

    private ErpTarget Keyed(ErpTarget target, object key)
    {
        var table = database[target.Entity.Set];
        var row = key is Guid id ? table.Find(id) : table.Single("subscriptionId", key);
        if (row is null && target.Entity.Set == "journals" && key is Guid batch)
        {
            // The journals page finds a batch by its id, whichever template it belongs to.
            row = database["customerPaymentJournals"].Find(batch);
        }

        if (row is null && target.Entity.Set == "companies")
        {
            throw ErpError.NoCompany();
        }

        if (row is null || (target.Link is { } link && !row[link.Target].Equals(target.Parent![link.Source])))
        {
            throw ErpError.NotFound();
        }

        return target with { Row = row };
    }

    private ErpTarget Follow(ErpTarget target, string name)
    {
        if (target.Entity.Set == "companies")
        {
            return new ErpTarget(ErpSchema.Get(name), null, null, null);
        }

        var navigation = target.Entity.Navigation(name) ?? throw ErpError.UnknownSegment(name);
        var entity = ErpSchema.Get(navigation.TargetSet);
        if (navigation.Collection)
        {
            return new ErpTarget(entity, null, target.Row, navigation);
        }

        var row = database[entity.Set].Single(navigation.Target, target.Row![navigation.Source]) ?? throw ErpError.NotFound();
        return new ErpTarget(entity, row, null, null);
    }
}
