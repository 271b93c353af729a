using Microsoft.OData.Edm;

namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>Builds the entity data model of one route from the schema; it drives URL parsing and is what <c>$metadata</c> shows.</summary>
internal static class EdmModelFactory
{
    public static IEdmModel Create(ErpRoute route)
    {
        var model = new EdmModel();
        var enums = ErpEnums.Names.ToDictionary(name => name, name => AddEnum(model, name));
        var entities = ErpSchema.All.Where(entity => entity.Route == route || entity.Set == "companies").ToList();
        var types = entities.ToDictionary(entity => entity.Set, entity => AddType(model, entity, enums));
        foreach (var entity in entities)
        {
            foreach (var navigation in entity.Navigations.Where(navigation => types.ContainsKey(navigation.TargetSet)))
            {
                AddNavigation(types[entity.Set], navigation.Name, types[navigation.TargetSet], navigation.Collection, navigation.Part);
            }

            foreach (var action in entity.Actions)
            {
                var bound = new EdmAction(ErpSchema.Namespace, action, returnType: null, isBound: true, entitySetPathExpression: null);
                bound.AddParameter("bindingParameter", new EdmEntityTypeReference(types[entity.Set], isNullable: false));
                model.AddElement(bound);
            }
        }

        var container = new EdmEntityContainer(ErpSchema.Namespace, "NAV");
        model.AddElement(container);
        foreach (var entity in entities)
        {
            if (ErpSchema.IsRoot(entity.Set))
            {
                container.AddEntitySet(entity.Set, types[entity.Set]);
            }
            else
            {
                AddNavigation(types["companies"], entity.Set, types[entity.Set], collection: true, contained: true);
            }
        }

        return model;
    }

    private static void AddNavigation(EdmEntityType from, string name, EdmEntityType to, bool collection, bool contained) =>
        from.AddUnidirectionalNavigation(new EdmNavigationPropertyInfo
        {
            Name = name,
            Target = to,
            TargetMultiplicity = collection ? EdmMultiplicity.Many : EdmMultiplicity.ZeroOrOne,
            ContainsTarget = contained,
        });

    private static EdmEnumType AddEnum(EdmModel model, string name)
    {
        var type = new EdmEnumType(ErpSchema.Namespace, name);
        for (var value = 0; value < ErpEnums.Members(name).Count; value++)
        {
            type.AddMember(ErpEnums.Members(name)[value], new EdmEnumMemberValue(value));
        }

        model.AddElement(type);
        return type;
    }

    private static EdmEntityType AddType(EdmModel model, ErpEntity entity, Dictionary<string, EdmEnumType> enums)
    {
        var type = model.AddEntityType(ErpSchema.Namespace, entity.Name);
        foreach (var property in entity.Visible)
        {
            type.AddStructuralProperty(property.Name, TypeOf(property, enums));
        }

        var key = entity.Set switch
        {
            "subscriptions" => "subscriptionId",
            "webhookSupportedResources" => "resource",
            _ => "id",
        };
        type.AddKeys(type.FindProperty(key) as IEdmStructuralProperty);
        return type;
    }

    private static IEdmTypeReference TypeOf(ErpProperty property, Dictionary<string, EdmEnumType> enums)
    {
        var core = EdmCoreModel.Instance;
        var nullable = !property.Required;
        return property.Kind switch
        {
            ErpKind.Guid => core.GetGuid(nullable),
            ErpKind.Decimal => core.GetDecimal(null, null, nullable),
            ErpKind.Integer => core.GetInt32(nullable),
            ErpKind.Boolean => core.GetBoolean(nullable),
            ErpKind.Date => core.GetDate(nullable),
            ErpKind.Instant => core.GetDateTimeOffset(nullable),
            ErpKind.Enum => new EdmEnumTypeReference(enums[property.EnumName], nullable),
            _ => core.GetString(
                isUnbounded: false, property is { MaxLength: > 0, DeclaresLength: true } ? property.MaxLength : null, isUnicode: true, nullable),
        };
    }
}
