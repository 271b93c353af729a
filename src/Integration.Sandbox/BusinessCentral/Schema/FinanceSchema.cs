using static ErpSync.Sandbox.BusinessCentral.Schema.ErpNavigation;
using static ErpSync.Sandbox.BusinessCentral.Schema.ErpProperty;
using static ErpSync.Sandbox.BusinessCentral.Schema.MasterSchema;

namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>Accounts, ledgers and journals.</summary>
internal static class FinanceSchema
{
    private const string JournalError = "You must specify a journal batch ID or a journal ID to get a journal line.";

    public static IReadOnlyList<ErpEntity> Entities { get; } =
    [
        ErpEntity.ReadOnly("generalLedgerSetup", "generalLedgerSetup",
        [
            Guid("id").Always(), Date("allowPostingFrom"), Date("allowPostingTo"), Code("additionalReportingCurrency", 10),
            Code("localCurrencyCode", 10), Text("localCurrencySymbol", 10), Modified(editable: true), Code("shortcutDimension1Code", 20),
            Code("shortcutDimension2Code", 20),
        ]),
        ErpEntity.ReadOnly("account", "accounts",
        [
            Id, Code("number", 20).Index(), Text("displayName", 100), ErpProperty.Enum("category", "glAccountCategory"), Text("subCategory", 80),
            Flag("blocked"), ErpProperty.Enum("accountType", "glAccountType"), Flag("directPosting"),
            Number("netChange").Computed((database, row) => database["generalLedgerEntries"].Where("accountNumber", row.Text("number"))
                .Sum(entry => entry.Number("debitAmount") - entry.Number("creditAmount"))),
            Modified(editable: true), Secret("taxGroupCode", ErpKind.Code), Secret("currencyCode", ErpKind.Code),
        ]),
        ErpEntity.ReadOnly("generalLedgerEntry", "generalLedgerEntries",
        [
            Id, Integer("entryNumber").ReadOnly(), Date("postingDate"), Code("documentNumber", 20).Index(),
            ErpProperty.Enum("documentType", "genJournalDocumentType"), Guid("accountId"), Code("accountNumber", 20).Index(),
            Text("description", 100), Number("debitAmount"), Number("creditAmount"), Number("additionalCurrencyDebitAmount"),
            Number("additionalCurrencyCreditAmount"), Modified(editable: true),
        ],
            One("account", "accounts", "accountId")),
        ErpEntity.ReadOnly("itemLedgerEntry", "itemLedgerEntries",
        [
            Id, Integer("entryNumber").ReadOnly(), Code("itemNumber", 20).Index(), Date("postingDate"),
            ErpProperty.Enum("entryType", "itemLedgerEntryType"), Code("sourceNumber", 20), ErpProperty.Enum("sourceType", "analysisSourceType"),
            Code("documentNumber", 20).Index(), ErpProperty.Enum("documentType", "itemLedgerDocumentType"), Text("description", 100),
            Number("quantity"), Number("salesAmountActual"), Number("costAmountActual"), Modified(editable: true),
            Secret("variantCode", ErpKind.Code), Secret("locationCode", ErpKind.Code),
        ]),
        new ErpEntity("customerPaymentJournal", "customerPaymentJournals", Batch, Children("customerPayments", "journalId")),
        new ErpEntity("journal", "journals", [.. Batch, Code("templateDisplayName", 10)], Children("journalLines", "journalId"))
        { Actions = ["post"] },
        new ErpEntity("customerPayment", "customerPayments",
        [
            Id, Guid("journalId").Index(), Code("journalDisplayName", 10), Integer("lineNumber"), Guid("customerId"), Code("customerNumber", 20),
            Date("postingDate"), Code("documentNumber", 20), Code("externalDocumentNumber", 35).Index(), Number("amount"),
            Guid("appliesToInvoiceId"), Variable("appliesToInvoiceNumber", ErpKind.Code, 20), Text("description", 100), Text("comment", 250),
            Modified(),
        ],
            One("customerPaymentJournal", "customerPaymentJournals", "journalId"), One("customer", "customers", "customerId"))
        { ParentFilter = "journalId", ParentFilterError = JournalError },
        new ErpEntity("journalLine", "journalLines",
        [
            Id, Guid("journalId").Index(), Variable("journalDisplayName", ErpKind.Code, 10), Integer("lineNumber"),
            ErpProperty.Enum("accountType", "genJournalAccountType"), Guid("accountId"), Code("accountNumber", 20), Date("postingDate"),
            Code("documentNumber", 20), Code("externalDocumentNumber", 35).Index(), Number("amount"), Text("description", 100),
            Text("comment", 250), Variable("taxCode", ErpKind.Code, 20), ErpProperty.Enum("balanceAccountType", "genJournalAccountType"),
            Guid("balancingAccountId"), Code("balancingAccountNumber", 20), Modified(),
        ],
            One("journal", "journals", "journalId"), One("account", "accounts", "accountId"))
        { ParentFilter = "journalId", ParentFilterError = JournalError },
    ];

    private static IReadOnlyList<ErpProperty> Batch =>
    [
        Id, Code("code", 10).Index(), Text("displayName", 100), Modified(editable: true), Guid("balancingAccountId"),
        Code("balancingAccountNumber", 20).ReadOnly(),
    ];
}
