using ErpSync.Connectors;

namespace ErpSync.Planning;

/// <summary>Plans the ERP customer of a shop customer: found or created once, then left to its owner. Pure.</summary>
/// <param name="shop">Connection id of the shop.</param>
/// <param name="erp">Connection id of the ERP.</param>
public sealed class CustomerPlanner(string shop, string erp)
{
    /// <summary>Plans one customer.</summary>
    /// <param name="customerId">Id in the shop.</param>
    /// <param name="reading">What is known.</param>
    public SubjectPlan Plan(string customerId, CustomerReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.AlreadyLinked)
        {
            return SubjectPlan.Settled;
        }

        if (reading.Customer is null)
        {
            return SubjectPlan.Park(new Fault(FaultKind.Invalid, "customer.gone", $"Customer {customerId} is not in the shop (any more), but an order needs its ERP customer.")
            {
                Field = "customer.id",
                Hint = "Create the customer in the ERP and set the guest customer for such orders, then retry the case.",
            });
        }

        return new SubjectPlan
        {
            Title = customerId,
            Effects =
            [
                new PlannedEffect(erp, EntityNames.Customer, WriteKind.Create, new IdempotencyKey($"{shop}:customer:{customerId}:create"), reading.Customer)
                {
                    LinkName = LinkNames.Customer,
                    Title = "Find or create the ERP customer",
                },
            ],
        };
    }
}
