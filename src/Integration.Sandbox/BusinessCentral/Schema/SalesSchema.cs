using static ErpSync.Sandbox.BusinessCentral.Schema.ErpNavigation;
using static ErpSync.Sandbox.BusinessCentral.Schema.ErpProperty;
using static ErpSync.Sandbox.BusinessCentral.Schema.MasterSchema;

namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>Sales documents and their lines.</summary>
internal static class SalesSchema
{
    public static IReadOnlyList<ErpEntity> Entities { get; } =
    [
        new ErpEntity("salesOrder", "salesOrders",
        [
            .. Header("orderDate"), .. Address("sellTo"), .. Address("billTo", editable: false), .. Address("shipTo"), .. Terms,
            .. ShipToNames, Flag("pricesIncludeTax"), Flag("partialShipping"), Date("requestedDeliveryDate"), Flag("fullyShipped"),
            ErpProperty.Enum("status", "salesOrderEntityBufferStatus").ReadOnly(), Secret("invoicePosted", ErpKind.Guid),
        ],
            [Children("dimensionSetLines", "parentId"), Children("salesOrderLines", "documentId"), .. Related])
        { Actions = ["shipAndInvoice"] },
        Lines("salesOrderLine", "salesOrderLines", "salesOrder", "salesOrders",
        [
            Number("shippedQuantity"), Number("invoicedQuantity"), Number("invoiceQuantity"), Number("shipQuantity"),
        ]),
        new ErpEntity("salesInvoice", "salesInvoices",
        [
            .. Header("invoiceDate"), Date("dueDate"), Date("promisedPayDate"), Text("customerPurchaseOrderReference", 35),
            .. Address("sellTo"), .. Address("billTo", editable: false), .. Address("shipTo"), .. Terms, .. ShipToNames,
            Guid("orderId").ReadOnly().Index(), Code("orderNumber", 20).ReadOnly().Index(), Guid("disputeStatusId"), Code("disputeStatus", 10),
            Flag("pricesIncludeTax").ReadOnly(),
            Number("remainingAmount").ReadOnly().Computed((_, row) => row.Number("remaining")),
            ErpProperty.Enum("status", "invoiceEntityAggregateStatus").ReadOnly(), Secret("remaining", ErpKind.Decimal),
            Secret("exchangeRate", ErpKind.Decimal),
        ],
            [Children("dimensionSetLines", "parentId"), Children("salesInvoiceLines", "documentId"), .. Related])
        { Actions = ["post", "postAndSend", "send", "cancel", "cancelAndSend", "makeCorrectiveCreditMemo"] },
        Lines("salesInvoiceLine", "salesInvoiceLines", "salesInvoice", "salesInvoices", [Secret("orderLineId", ErpKind.Guid)]),
        new ErpEntity("salesCreditMemo", "salesCreditMemos",
        [
            .. Header("creditMemoDate"), Date("dueDate"), .. Address("sellTo"), .. Address("billTo"), .. Terms,
            Flag("pricesIncludeTax").ReadOnly(), ErpProperty.Enum("status", "salesCrMemoEntityBufferStatus").ReadOnly(),
            Guid("invoiceId").Index(), Code("invoiceNumber", 20).Index(), Guid("customerReturnReasonId"), Secret("remaining", ErpKind.Decimal),
            Secret("exchangeRate", ErpKind.Decimal),
        ],
            [Children("dimensionSetLines", "parentId"), Children("salesCreditMemoLines", "documentId"), .. Related])
        { Actions = ["post", "postAndSend", "send", "cancel", "cancelAndSend"] },
        Lines("salesCreditMemoLine", "salesCreditMemoLines", "salesCreditMemo", "salesCreditMemos", []),
        ErpEntity.ReadOnly("salesShipment", "salesShipments",
        [
            Id, Code("number", 20).ReadOnly().Index(), Code("externalDocumentNumber", 35).Index(), Date("invoiceDate"), Date("postingDate"),
            Date("dueDate"), Text("customerPurchaseOrderReference", 35), Guid("customerId").Index(), Code("customerNumber", 20).Always(),
            Text("customerName", 100).ReadOnly(), Text("billToName", 100).ReadOnly(), Guid("billToCustomerId"),
            Code("billToCustomerNumber", 20).Always(), .. ShipToNames, .. Address("sellTo"), .. Address("billTo", editable: false),
            .. Address("shipTo"), Variable("currencyCode", ErpKind.Code, 10), Code("orderNumber", 20).ReadOnly().Index(),
            Code("paymentTermsCode", 10), Code("shipmentMethodCode", 10), Code("salesperson", 20), Flag("pricesIncludeTax").ReadOnly(),
            Modified(), Text("phoneNumber", 30), Text("email", 80),
        ],
            Children("salesShipmentLines", "documentId"), One("customer", "customers", "customerId")),
        ErpEntity.ReadOnly("salesShipmentLine", "salesShipmentLines",
        [
            Id, Guid("documentId").ReadOnly().Index(), Code("documentNo", 20), Integer("sequence"),
            ErpProperty.Enum("lineType", "salesLineType"), Code("lineObjectNumber", 20), Text("description", 100), Text("description2", 50),
            Code("unitOfMeasureCode", 10), Number("unitPrice"), Number("quantity"), Number("discountPercent"), Number("taxPercent").ReadOnly(),
            Date("shipmentDate"),
        ],
            One("salesShipment", "salesShipments", "documentId")),
        new ErpEntity("dimensionSetLine", "dimensionSetLines",
        [
            Guid("id").Always(), Code("code", 20), Guid("parentId").ReadOnly().Index(),
            ErpProperty.Enum("parentType", "dimensionSetEntryBufferParentType").ReadOnly(), Text("displayName", 30), Guid("valueId"),
            Variable("valueCode", ErpKind.Code, 20), Text("valueDisplayName", 50),
        ])
        { ParentFilter = "parentId", ParentFilterError = "You must specify a parent id to get the dimension set lines." },
    ];

    private static ErpNavigation[] Related =>
    [
        One("customer", "customers", "customerId"), One("currency", "currencies", "currencyId"),
        One("paymentTerm", "paymentTerms", "paymentTermsId"),
    ];

    private static IReadOnlyList<ErpProperty> ShipToNames => [Text("shipToName", 100), Text("shipToContact", 100)];

    private static IReadOnlyList<ErpProperty> Terms =>
    [
        Code("shortcutDimension1Code", 20), Code("shortcutDimension2Code", 20), Guid("currencyId"), Variable("currencyCode", ErpKind.Code, 10),
        Guid("paymentTermsId"), Guid("shipmentMethodId"), Code("salesperson", 20), Number("discountAmount"),
        Flag("discountAppliedBeforeTax").ReadOnly(), Number("totalAmountExcludingTax").ReadOnly(), Number("totalTaxAmount").ReadOnly(),
        Number("totalAmountIncludingTax").ReadOnly(), Modified(), Text("phoneNumber", 30), Text("email", 80),
    ];

    private static IReadOnlyList<ErpProperty> Header(string dateName) =>
    [
        Id, Code("number", 20).ReadOnly().Index(), Code("externalDocumentNumber", 35).Index(), Date(dateName), Date("postingDate"),
        Guid("customerId").Index(), dateName == "orderDate" ? Code("customerNumber", 20).Index() : Code("customerNumber", 20).Always().Index(),
        Text("customerName", 100).ReadOnly(), Text("billToName", 100).ReadOnly(), Guid("billToCustomerId"),
        dateName == "orderDate" ? Code("billToCustomerNumber", 20) : Code("billToCustomerNumber", 20).Always(),
        Secret("taxAreaCode", ErpKind.Code),
    ];

    private static IReadOnlyList<ErpProperty> Address(string party, bool editable = true) =>
    [
        Text(party + "AddressLine1", 100) with { Editable = editable }, Text(party + "AddressLine2", 50) with { Editable = editable },
        Text(party + "City", 30) with { Editable = editable }, Code(party + "Country", 10) with { Editable = editable },
        Text(party + "State", 30) with { Editable = editable }, Code(party + "PostCode", 20) with { Editable = editable },
    ];

    private static ErpEntity Lines(string name, string set, string parent, string parentSet, IReadOnlyList<ErpProperty> more) => new(name, set,
    [
        Id, Guid("documentId").Index(), Integer("sequence"), Guid("itemId"), Guid("accountId"),
        ErpProperty.Enum("lineType", "invoiceLineAggLineType"), Code("lineObjectNumber", 20).Index(), Text("description", 100),
        Text("description2", 50), Guid("unitOfMeasureId"), Code("unitOfMeasureCode", 10), Number("quantity"), Number("unitPrice"),
        Number("discountAmount"), Number("discountPercent"), Flag("discountAppliedBeforeTax").ReadOnly(), Number("amountExcludingTax").ReadOnly(),
        Code("taxCode", 50), Number("taxPercent").ReadOnly(), Number("totalTaxAmount").ReadOnly(), Number("amountIncludingTax").ReadOnly(),
        Number("invoiceDiscountAllocation").ReadOnly(), Number("netAmount").ReadOnly(), Number("netTaxAmount").ReadOnly(),
        Number("netAmountIncludingTax").ReadOnly(), Date("shipmentDate"), Guid("itemVariantId"), Guid("locationId"),
        Secret("variantCode", ErpKind.Code), Secret("locationCode", ErpKind.Code), Secret("invoiceDiscount", ErpKind.Decimal), .. more,
    ],
        Children("dimensionSetLines", "parentId"), One("item", "items", "itemId"), One("account", "accounts", "accountId"),
        One("unitOfMeasure", "unitsOfMeasure", "unitOfMeasureId"), One("itemVariant", "itemVariants", "itemVariantId"),
        One("location", "locations", "locationId"), One(parent, parentSet, "documentId"))
    {
        ParentFilter = "documentId",
        ParentFilterError = "You must specify an Id or a Document Id to get the lines.",
    };
}
