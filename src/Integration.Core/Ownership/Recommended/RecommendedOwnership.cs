using ErpSync.Connectors;

namespace ErpSync.Ownership;

/// <summary>
/// The matrix that fits most merchants: the ERP owns financial documents, the shop customer activity, the WMS (or the ERP) stock execution, the CRM/CDP
/// consent and relationship.
/// </summary>
public static class RecommendedOwnership
{
    /// <summary>Entities that ErpSync itself moves and their fields.</summary>
    public static IReadOnlyList<EntitySchema> Schema { get; } =
    [
        Entity(EntityNames.Order, OwnedFields.Content),
        Entity(EntityNames.Customer, OwnedFields.Content, OwnedFields.Consent, OwnedFields.Relationship),
        Entity(EntityNames.SalesDocument, OwnedFields.Content),
        Entity(EntityNames.DocumentPosting, OwnedFields.Content),
        Entity(EntityNames.PaymentEntry, OwnedFields.Content),
        Entity(EntityNames.Shipment, OwnedFields.Content),
        Entity(EntityNames.Item, OwnedFields.Content),
        new EntitySchema
        {
            Entity = EntityNames.StockLevel,
            Fields = new Dictionary<string, FieldType>(StringComparer.Ordinal) { [OwnedFields.OnHand] = FieldType.Decimal },
            Dimensions = [OwnedFields.Location],
        },
    ];

    /// <summary>The policy for the stated roles.</summary>
    /// <param name="roles">Which connection plays which role.</param>
    public static OwnershipPolicy Policy(OwnershipRoles roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        return new OwnershipPolicy
        {
            EchoWindow = TimeSpan.FromMinutes(10),
            Rules =
            [
                Rule("orders", EntityNames.Order, AuthorityMode.Exclusive, roles.Shop, ForeignWriteAction.Propose, roles.Erp, roles.Wms, roles.Crm),
                Rule("customers", EntityNames.Customer, AuthorityMode.Exclusive, roles.Shop, ForeignWriteAction.Propose, roles.Erp, roles.Crm),
                Consent(roles),
                Rule("relationship", EntityNames.Customer, AuthorityMode.Exclusive, roles.Crm ?? roles.Shop, ForeignWriteAction.Reject, roles.Shop, roles.Crm) with
                {
                    Fields = [OwnedFields.Relationship],
                },
                Rule("sales-documents", EntityNames.SalesDocument, AuthorityMode.Derived, Systems.Library, ForeignWriteAction.Quarantine, roles.Erp),
                Rule("postings", EntityNames.DocumentPosting, AuthorityMode.Derived, Systems.Library, ForeignWriteAction.Quarantine, roles.Erp),
                Rule("payments", EntityNames.PaymentEntry, AuthorityMode.Derived, Systems.Library, ForeignWriteAction.Quarantine, roles.Erp),
                Rule("shipments", EntityNames.Shipment, AuthorityMode.Exclusive, roles.Executor, ForeignWriteAction.Quarantine, roles.Shop, roles.Erp),
                Rule("items", EntityNames.Item, AuthorityMode.Exclusive, roles.Erp, ForeignWriteAction.Reject, roles.Shop, roles.Wms),
                Rule("stock", EntityNames.StockLevel, AuthorityMode.Exclusive, roles.Executor, ForeignWriteAction.Revert, roles.Shop, roles.Erp) with
                {
                    Override = new OverrideRule { AllowedBy = ["operations"], ReasonRequired = true, MaxDuration = TimeSpan.FromHours(24) },
                },
            ],
        };
    }

    private static AuthorityRule Consent(OwnershipRoles roles) => new()
    {
        Id = "consent",
        Entity = EntityNames.Customer,
        Fields = [OwnedFields.Consent],
        Mode = AuthorityMode.Shared,
        Owner = roles.Crm ?? roles.Shop,
        Sources = [.. new[] { roles.Crm, roles.Shop }.OfType<string>()],
        OnForeignWrite = ForeignWriteAction.Accept,
        Resolver = new ResolverRule
        {
            Name = ResolverKind.MostRestrictive,
            Order = RestrictionOrder.Of(FieldValue.Of("OptOut"), FieldValue.Of("Unknown"), FieldValue.Of("OptIn")),
            Loosen = LooseningRule.NewerEvidence,
        },
        Consumers = Mirrors(roles.Crm, roles.Shop),
    };

    private static AuthorityRule Rule(string id, string entity, AuthorityMode mode, string owner, ForeignWriteAction action, params string?[] mirrors) => new()
    {
        Id = id,
        Entity = entity,
        Fields = [AuthorityRule.EveryField],
        Mode = mode,
        Owner = owner,
        OnForeignWrite = action,
        Consumers = Mirrors([.. mirrors.Where(mirror => mirror != owner)]),
    };

    private static Dictionary<string, ConsumerKind> Mirrors(params string?[] systems) =>
        systems.OfType<string>().Distinct(StringComparer.Ordinal).ToDictionary(static system => system, static _ => ConsumerKind.Mirror, StringComparer.Ordinal);

    private static EntitySchema Entity(string name, params string[] fields) => new()
    {
        Entity = name,
        Fields = fields.ToDictionary(static field => field, static field => field == OwnedFields.Consent ? FieldType.Text : FieldType.Object, StringComparer.Ordinal),
    };
}
