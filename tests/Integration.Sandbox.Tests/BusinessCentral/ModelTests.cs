using System.Text.Json;
using System.Xml.Linq;
using ErpSync.Sandbox.BusinessCentral.Schema;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

/// <summary>What the sandbox shows is a subset of the collected model of API v2.0.</summary>
public sealed class ModelTests
{
    private const string ModelFile = "data/businesscentral/bc-api-v2.0-model.json";

    [SharedDataFact(ModelFile)]
    public async Task Every_set_property_type_and_action_of_the_metadata_is_in_the_model()
    {
        using var model = Model();
        var known = Known(model);
        await using var erp = await ErpFixture.StartAsync();
        var metadata = XDocument.Parse((await erp.GetAsync("$metadata")).Body.GetString()!);
        var problems = new List<string>();
        var checkedProperties = 0;

        foreach (var type in metadata.Descendants().Where(element => element.Name.LocalName == "EntityType"))
        {
            var entity = type.Attribute("Name")!.Value;
            if (!known.TryGetValue(entity, out var expected))
            {
                problems.Add($"entity {entity}");
                continue;
            }

            foreach (var property in type.Elements().Where(element => element.Name.LocalName == "Property"))
            {
                var name = property.Attribute("Name")!.Value;
                checkedProperties++;
                if (!expected.Fields.TryGetValue(name, out var shape) || shape.Type != property.Attribute("Type")!.Value
                    || shape.MaxLength != (property.Attribute("MaxLength")?.Value ?? ""))
                {
                    problems.Add($"{entity}.{name}: {property.Attribute("Type")!.Value}({property.Attribute("MaxLength")?.Value}) is not {shape}");
                }
            }

            problems.AddRange(type.Elements().Where(element => element.Name.LocalName == "NavigationProperty")
                .Select(element => element.Attribute("Name")!.Value)
                .Where(name => entity == "company" ? !known.Values.Any(other => other.Set == name) : !expected.Navigations.Contains(name))
                .Select(name => $"{entity}/{name}"));
        }

        var actions = known.Values.SelectMany(entity => entity.Actions.Select(action => $"{entity.Name}.{action}")).ToHashSet();
        problems.AddRange(metadata.Descendants().Where(element => element.Name.LocalName == "Action")
            .Select(action => action.Elements().First().Attribute("Type")!.Value.Split('.')[^1] + "." + action.Attribute("Name")!.Value)
            .Where(action => !actions.Contains(action)));
        problems.Should().BeEmpty();
        checkedProperties.Should().BeGreaterThan(400);
    }

    [SharedDataFact(ModelFile)]
    public void Lengths_codes_verbs_and_editability_are_those_of_the_pages()
    {
        using var model = Model();
        var problems = new List<string>();
        foreach (var page in model.RootElement.GetProperty("entities").EnumerateArray())
        {
            if (ErpSchema.Find(page.GetProperty("entitySetName").GetString()!) is not { } entity)
            {
                continue;
            }

            if (entity.Insertable != page.GetProperty("insertable").GetBoolean() || entity.Deletable != page.GetProperty("deletable").GetBoolean())
            {
                problems.Add(entity.Set + " verbs");
            }

            foreach (var field in page.GetProperty("fields").EnumerateArray())
            {
                if (entity.Find(field.GetProperty("name").GetString()!) is not { } property)
                {
                    continue;
                }

                var length = field.TryGetProperty("maxLength", out var limit) || field.TryGetProperty("variableLength", out limit) ? limit.GetInt32() : 0;
                var code = field.TryGetProperty("upper", out var upper) && upper.GetBoolean();
                if (entity.Insertable && property.Editable != field.GetProperty("editable").GetBoolean())
                {
                    problems.Add($"{entity.Set}.{property.Name} editable");
                }

                if (length > 0 && property.MaxLength != length)
                {
                    problems.Add($"{entity.Set}.{property.Name} length {property.MaxLength}, not {length}");
                }

                if (code != (property.Kind == ErpKind.Code) && property.Name != "currencyCode")
                {
                    problems.Add($"{entity.Set}.{property.Name} code");
                }
            }
        }

        problems.Should().BeEmpty();
    }

    [SharedDataFact(ModelFile)]
    public void Enumeration_members_are_known()
    {
        using var model = Model();
        var enums = model.RootElement.GetProperty("enums");

        foreach (var name in ErpEnums.Names)
        {
            var members = enums.GetProperty(name).GetProperty("members").EnumerateArray().Select(member => member.GetProperty("odata").GetString()!);
            ErpEnums.Members(name).Should().BeSubsetOf(members, name);
        }
    }

    private static JsonDocument Model() => JsonDocument.Parse(File.ReadAllText(SharedData.PathOf(ModelFile.Split('/'))));

    private static Dictionary<string, Known> Known(JsonDocument model)
    {
        var pages = model.RootElement.GetProperty("entities").EnumerateArray().Concat(model.RootElement.GetProperty("platformEntities").EnumerateArray());
        return pages.ToDictionary(page => page.GetProperty("entityName").GetString()!, page => new Known(
            page.GetProperty("entityName").GetString()!,
            page.GetProperty("entitySetName").GetString()!,
            page.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, field => new Shape(
                field.GetProperty("type").GetString()!,
                field.TryGetProperty("maxLength", out var length) ? length.GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture) : "")),
            page.TryGetProperty("navigationProperties", out var navigations)
                ? [.. navigations.EnumerateArray().Select(navigation => navigation.GetProperty("name").GetString()!)] : [],
            page.TryGetProperty("boundActions", out var actions)
                ? [.. actions.EnumerateArray().Select(action => action.GetProperty("name").GetString()!.Split('.')[^1])] : []));
    }
}
