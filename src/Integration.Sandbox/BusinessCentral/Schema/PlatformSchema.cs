using static ErpSync.Sandbox.BusinessCentral.Schema.ErpProperty;

namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>Companies, webhook subscriptions, and the pages of other routes.</summary>
internal static class PlatformSchema
{
    public static IReadOnlyList<ErpEntity> Entities { get; } =
    [
        ErpEntity.ReadOnly("company", "companies",
        [
            Guid("id").Always(), Text("systemVersion"), Text("name", 30), Text("displayName", 250), Text("businessProfileId", 250),
            Instant("systemCreatedAt"), Guid("systemCreatedBy"), Instant("systemModifiedAt"), Guid("systemModifiedBy"),
        ]),
        new ErpEntity("subscriptions", "subscriptions",
        [
            Secret("id", ErpKind.Guid), Text("subscriptionId", 150).Always().ReadOnly().Index(), Text("notificationUrl").Always(), Text("resource").Always(),
            Guid("userId").ReadOnly(), Instant("lastModifiedDateTime").ReadOnly(), Text("clientState", 2048),
            Instant("expirationDateTime").ReadOnly(), Instant("systemCreatedAt").ReadOnly(), Guid("systemCreatedBy").ReadOnly(),
            Instant("systemModifiedAt").ReadOnly(), Guid("systemModifiedBy").ReadOnly(),
        ]),
        new ErpEntity("itemAvailability", "itemAvailabilities",
        [
            Guid("id").Always(), Code("itemNumber", 20).Index(), Code("variantCode", 10), Code("locationCode", 10), Number("inventory"),
            Number("quantityOnSalesOrders").Computed((database, row) => database["salesOrderLines"]
                .Where("lineObjectNumber", row.Text("itemNumber"))
                .Where(line => line.Text("variantCode") == row.Text("variantCode") && line.Text("locationCode") == row.Text("locationCode"))
                .Sum(line => line.Number("quantity") - line.Number("shippedQuantity"))),
            Integer("lastEntryNumber"),
        ])
        { Route = ErpRoute.Companion, Insertable = false, Updatable = false, Deletable = false },
        new ErpEntity("webhookSupportedResource", "webhookSupportedResources", [Secret("id", ErpKind.Guid), Text("resource", 250)])
        { Route = ErpRoute.Runtime, Insertable = false, Updatable = false, Deletable = false },
    ];
}
