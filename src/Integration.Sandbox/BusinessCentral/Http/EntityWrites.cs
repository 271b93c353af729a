using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral.Query;
using ErpSync.Sandbox.BusinessCentral.Rules;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>Creates, changes and deletes records from JSON bodies; a create may carry children and is all or nothing.</summary>
internal sealed class EntityWrites(ErpCompany company)
{
    public ErpRow Create(ErpTarget target, JsonElement body)
    {
        if (!target.Entity.Insertable)
        {
            throw ErpError.MethodNotAllowed("POST", target.Entity.Set, "Collection");
        }

        return company.Database.Run(() => Create(target.Entity, target.Parent, body));
    }

    public ErpRow Change(ErpRow row, JsonElement body, string ifMatch)
    {
        if (!row.Entity.Updatable)
        {
            throw ErpError.MethodNotAllowed("PATCH", row.Entity.Set, "Entity");
        }

        RequireMatch(row, ifMatch, required: true);
        return company.Database.Run(() =>
        {
            var rules = company.Rules(row.Entity.Set);
            var edited = row.Edit();
            foreach (var (property, value) in Sent(rules, row.Entity, body, inserting: false, children: null))
            {
                rules.Assign(edited, property, BodyReader.Convert(property, value), inserting: false);
            }

            return rules.Modify(edited);
        });
    }

    public void Delete(ErpRow row, string ifMatch)
    {
        if (!row.Entity.Deletable)
        {
            throw ErpError.MethodNotAllowed("DELETE", row.Entity.Set, "Entity");
        }

        RequireMatch(row, ifMatch, required: false);
        company.Database.Run(() => company.Rules(row.Entity.Set).Delete(row));
    }

    public (string Set, Guid Id)? Act(ErpRow row, string action, string ifMatch)
    {
        RequireMatch(row, ifMatch, required: false);
        return company.Database.Run(() => company.Rules(row.Entity.Set).Act(row, action));
    }

    public static void RequireMatch(ErpRow row, string ifMatch, bool required)
    {
        if (ifMatch == "*" || (ifMatch.Length == 0 && !required))
        {
            return;
        }

        if (!ifMatch.StartsWith("W/\"", StringComparison.Ordinal) || !ifMatch.EndsWith('"') || ifMatch.Length < 5)
        {
            throw ErpError.InvalidToken();
        }

        if (ifMatch != row.ETag)
        {
            throw ErpError.Changed();
        }
    }

    private ErpRow Create(ErpEntity entity, ErpRow? parent, JsonElement body)
    {
        var rules = company.Rules(entity.Set);
        var row = company.Database.New(entity.Set);
        var children = new List<(ErpNavigation Navigation, JsonElement Rows)>();
        var sent = Sent(rules, entity, body, inserting: true, children);
        rules.Begin(row, parent);
        foreach (var (property, value) in sent)
        {
            rules.Assign(row, property, BodyReader.Convert(property, value), inserting: true);
        }

        var stored = rules.Insert(row);
        try
        {
            foreach (var (navigation, rows) in children.OrderBy(child => entity.Navigations.ToList().IndexOf(child.Navigation)))
            {
                foreach (var child in rows.EnumerateArray())
                {
                    Create(ErpSchema.Get(navigation.TargetSet), stored, child);
                }
            }

            return rules.Complete(company.Database[entity.Set].Find(stored.Id)!);
        }
        finally
        {
            company.Deferred.Remove(stored.Id);
        }
    }

    private static List<(ErpProperty Property, JsonElement Value)> Sent(
        ErpRules rules, ErpEntity entity, JsonElement body, bool inserting, List<(ErpNavigation, JsonElement)>? children)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw ErpError.BadRequest("Invalid Request Body");
        }

        var sent = new List<(ErpProperty Property, JsonElement Value)>();
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name.StartsWith('@') || member.Name.Contains("@odata", StringComparison.Ordinal))
            {
                continue;
            }

            if (entity.Navigation(member.Name) is { Part: true } navigation)
            {
                AddChildren(navigation, member.Value, children);
                continue;
            }

            var property = entity.Find(member.Name);
            if (property is null || property.Hidden)
            {
                throw ErpError.BadRequest(
                    $"The property '{member.Name}' does not exist on type '{ErpSchema.Namespace}.{entity.Name}'. "
                    + "Make sure to only use property names that are defined by the type.");
            }

            if (!rules.Accepts(property, inserting))
            {
                throw ErpError.ReadOnlyControl(property.Name);
            }

            sent.Add((property, member.Value));
        }

        return [.. sent.OrderBy(item => rules.Rank(item.Property))];
    }

    private static void AddChildren(ErpNavigation navigation, JsonElement rows, List<(ErpNavigation, JsonElement)>? children)
    {
        if (children is null || rows.ValueKind != JsonValueKind.Array)
        {
            throw ErpError.BadRequest($"The nested property '{navigation.Name}' cannot be written by this request.");
        }

        children.Add((navigation, rows));
    }
}
