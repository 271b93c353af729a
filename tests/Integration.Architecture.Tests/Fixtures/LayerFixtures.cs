namespace ErpSync.Architecture.Tests.Fixtures.Model
{
    internal sealed record Good(string Id);

    internal sealed record UsesEngine(Engine.Runner Runner);
}

namespace ErpSync.Architecture.Tests.Fixtures.Engine
{
    internal sealed record Runner(Model.Good Record, Diagnostics.Meters Meters);
}

namespace ErpSync.Architecture.Tests.Fixtures.Inventory
{
    internal sealed class HidesItInAMethod
    {
        public override string ToString() => new Finance.Posting("x").Id;
    }
}

namespace ErpSync.Architecture.Tests.Fixtures.Finance
{
    internal sealed record Posting(string Id);
}

namespace ErpSync.Architecture.Tests.Fixtures.Demand
{
    internal sealed record UsesItsNeighbour(Reconciliation.Match Match);
}

namespace ErpSync.Architecture.Tests.Fixtures.Reconciliation
{
    internal sealed record Match(Model.Good Record);
}

namespace ErpSync.Architecture.Tests.Fixtures.Diagnostics
{
    internal sealed record Meters(string Name);
}

namespace ErpSync.Architecture.Tests.Fixtures.Vendors
{
    internal sealed record ShopifyThing(string Id);

    internal sealed record Thing(string BusinessCentralNumber);

    internal sealed record HttpThing(string Id);

    internal sealed record Order(string Number);
}
