namespace ErpSync.Testing.Simulation;

/// <summary>What can happen in a simulated history.</summary>
public enum SimulationAction
{
    /// <summary>A customer places an order.</summary>
    PlaceOrder,

    /// <summary>The buyer adds an article to an order and pays for it.</summary>
    AddLine,

    /// <summary>Staff cancel an order of which nothing was shipped.</summary>
    CancelOrder,

    /// <summary>Staff give units back that were never shipped.</summary>
    RefundUnshipped,

    /// <summary>The buyer returns shipped units for their money.</summary>
    ReturnShipped,

    /// <summary>Staff save an order without changing what counts.</summary>
    TouchOrder,

    /// <summary>The ERP ships and invoices open units; only where it ships itself.</summary>
    Ship,

    /// <summary>Somebody counts stock in the ERP.</summary>
    CountInErp,

    /// <summary>Somebody changes stock in the shop.</summary>
    CountInShop,

    /// <summary>A node is killed and restarted some seconds later.</summary>
    KillNode,

    /// <summary>A node stops for some seconds and wakes with what it believed before.</summary>
    FreezeNode,

    /// <summary>The clock of a node is set.</summary>
    SetClock,

    /// <summary>All systems refuse every call for some seconds because of too many.</summary>
    ThrottleStorm,

    /// <summary>The store takes seconds for every step.</summary>
    SlowStore,

    /// <summary>Somebody counts stock in the warehouse; only where a warehouse has it.</summary>
    CountInWarehouse,

    /// <summary>The warehouse ships open units of an ERP document; only where a warehouse ships.</summary>
    ShipFromWarehouse,

    /// <summary>A shipped unit comes back to the warehouse, which puts it on the shelf or throws it away, and staff refund it; only where a warehouse ships.</summary>
    ReceiveReturn,
}
