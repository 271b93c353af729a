using static ErpSync.Sandbox.BusinessCentral.Schema.ErpNavigation;
using static ErpSync.Sandbox.BusinessCentral.Schema.ErpProperty;

namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>Customers, items and the small tables they refer to.</summary>
internal static class MasterSchema
{
    public static IReadOnlyList<ErpEntity> Entities { get; } =
    [
        new ErpEntity("customer", "customers",
        [
            Id, Code("number", 20).Index(), Text("displayName", 100), ErpProperty.Enum("type", "contactType"), Text("addressLine1", 100),
            Text("addressLine2", 50), Text("city", 30), Text("state", 30), Code("country", 10), Code("postalCode", 20), Text("phoneNumber", 30),
            Text("email", 80).Index(), Text("website", 255), Code("salespersonCode", 20),
            Number("balanceDue").ReadOnly().Computed((database, row) => database["salesInvoices"].Where("customerId", row.Id)
                .Where(invoice => invoice.Date("dueDate") < database.Today).Sum(invoice => invoice.Number("remaining"))),
            Number("creditLimit"), Flag("taxLiable"), Guid("taxAreaId"),
            Variable("taxAreaDisplayName", ErpKind.Text, 0).ReadOnly().Computed((database, row) =>
                database["taxAreas"].Find(row.Guid("taxAreaId"))?.Text("displayName") ?? ""),
            Variable("taxRegistrationNumber", ErpKind.Text, 50), Guid("currencyId"), Variable("currencyCode", ErpKind.Code, 10),
            Guid("paymentTermsId"), Guid("shipmentMethodId"), Guid("paymentMethodId"), ErpProperty.Enum("blocked", "customerBlocked"),
            Modified(editable: true), Secret("pricesIncludeTax", ErpKind.Boolean),
        ],
            One("currency", "currencies", "currencyId"), One("paymentTerm", "paymentTerms", "paymentTermsId"),
            One("paymentMethod", "paymentMethods", "paymentMethodId")),
        new ErpEntity("item", "items",
        [
            Id, Code("number", 20).Index(), Text("displayName", 100), Text("displayName2", 50), ErpProperty.Enum("type", "itemType"),
            Guid("itemCategoryId"), Code("itemCategoryCode", 20), Flag("blocked"), Code("gtin", 14).Index(),
            Number("inventory").Computed((database, row) =>
                database["itemAvailabilities"].Where("itemNumber", row.Text("number")).Sum(cell => cell.Number("inventory"))),
            Number("unitPrice"), Flag("priceIncludesTax"), Number("unitCost"), Guid("taxGroupId"), Code("taxGroupCode", 20),
            Guid("baseUnitOfMeasureId"), Code("baseUnitOfMeasureCode", 10), Guid("generalProductPostingGroupId"),
            Code("generalProductPostingGroupCode", 20), Guid("inventoryPostingGroupId"), Code("inventoryPostingGroupCode", 20), Modified(),
        ],
            Children("itemVariants", "itemId"), One("itemCategory", "itemCategories", "itemCategoryId"),
            One("unitOfMeasure", "unitsOfMeasure", "baseUnitOfMeasureId")),
        new ErpEntity("itemVariant", "itemVariants",
            [Id, Guid("itemId").Index(), Code("itemNumber", 20).Index(), Code("code", 10), Text("description", 100), Modified()],
            One("item", "items", "itemId")),
        new ErpEntity("itemCategory", "itemCategories", [Id, Code("code", 20).Index(), Text("displayName", 100), Modified(editable: true)]),
        new ErpEntity("location", "locations",
        [
            Id, Code("code", 10).Index(), Text("displayName", 100), Text("contact", 100), Text("addressLine1", 100), Text("addressLine2", 50),
            Text("city", 30), Text("state", 30), Code("country", 10), Code("postalCode", 20), Text("phoneNumber", 30), Text("email", 80),
            Text("website", 255), Modified(),
        ]),
        new ErpEntity("unitOfMeasure", "unitsOfMeasure",
        [
            Id, Code("code", 10).Index(), Text("displayName", 50), Code("internationalStandardCode", 10), Text("symbol", 10),
            Modified(editable: true),
        ]),
        Tax("taxGroup", "taxGroups", modifiedEditable: true),
        Tax("taxArea", "taxAreas", modifiedEditable: false),
        new ErpEntity("currency", "currencies",
        [
            Id, Code("code", 10).Index(), Text("displayName", 30), Text("symbol", 10), Text("amountDecimalPlaces", 5),
            Number("amountRoundingPrecision"), Modified(editable: true),
        ]),
        new ErpEntity("paymentMethod", "paymentMethods", [Id, Code("code", 10).Index(), Text("displayName", 100), Modified(editable: true)]),
        new ErpEntity("paymentTerm", "paymentTerms",
        [
            Id, Code("code", 10).Index(), Text("displayName", 100), Text("dueDateCalculation"), Text("discountDateCalculation"),
            Number("discountPercent"), Flag("calculateDiscountOnCreditMemos"), Modified(editable: true),
        ]),
    ];

    internal static ErpProperty Id => Guid("id").ReadOnly().Always();

    internal static ErpProperty Modified(bool editable = false) => Instant("lastModifiedDateTime") with { Editable = editable };

    private static ErpEntity Tax(string name, string set, bool modifiedEditable) => new(name, set,
    [
        Id, Code("code", 20).Index(), Text("displayName", 100), ErpProperty.Enum("taxType", "taxBufferType").ReadOnly(),
        Modified(modifiedEditable),
    ]);
}
