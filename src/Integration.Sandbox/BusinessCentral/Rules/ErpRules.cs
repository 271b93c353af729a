using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>What happens when a client writes records of one set. The base class stores what was sent.</summary>
internal class ErpRules(ErpCompany company)
{
    protected ErpCompany Company { get; } = company;

    protected ErpDatabase Database => Company.Database;

    /// <summary>Sent properties are assigned in this order, then in the order sent.</summary>
    public virtual int Rank(ErpProperty property) => 1;

    /// <summary>Whether the property may be sent although its control is read-only.</summary>
    public virtual bool Accepts(ErpProperty property, bool inserting) => property.Editable;

    /// <summary>Fills a new record before anything that was sent is assigned.</summary>
    public virtual void Begin(ErpRow row, ErpRow? parent)
    {
    }

    /// <summary>Validates one sent value and does what follows from it.</summary>
    public virtual void Assign(ErpRow row, ErpProperty property, object value, bool inserting) => row[property.Name] = value;

    public virtual ErpRow Insert(ErpRow row)
    {
        RequireUniqueCode(row);
        return Database.Insert(row);
    }

    /// <summary>Called after the children that were sent with a new record are stored.</summary>
    public virtual ErpRow Complete(ErpRow row) => row;

    public virtual ErpRow Modify(ErpRow row)
    {
        RequireUniqueCode(row);
        return Database.Update(row);
    }

    public virtual void Delete(ErpRow row) => Database.Delete(row);

    /// <summary>Runs a bound action.</summary>
    /// <returns>Set and id of the record it made, when there is one.</returns>
    public virtual (string Set, Guid Id)? Act(ErpRow row, string action) =>
        throw ErpError.NotImplemented($"The action '{action}' is not supported on '{row.Entity.Set}'.");

    private void RequireUniqueCode(ErpRow row)
    {
        var key = row.Entity.Find("code") is { Indexed: true } ? "code" : row.Entity.Find("number") is { Indexed: true } ? "number" : null;
        if (key is not null && Database[row.Entity.Set].Where(key, row[key]).Any(other => other.Id != row.Id))
        {
            throw ErpError.Duplicate(row.Entity.Name, $"{key}='{row[key]}'");
        }
    }
}
