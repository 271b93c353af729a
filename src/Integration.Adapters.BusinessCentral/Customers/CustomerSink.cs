using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Customers;

/// <summary>
/// Finds or creates customers. The number of a new customer is derived from the shop's id, so the service itself refuses a second one.
/// </summary>
internal sealed class CustomerSink(BcClient client, CustomerTemplate template, BusinessCentralOptions options)
{
    private const int NumberLength = 20;

    public Task<WriteResult> WriteAsync(WriteItem<Customer> item, CancellationToken ct) => item.Kind switch
    {
        WriteKind.Create => EnsureAsync(item, ct),
        WriteKind.Update => UpdateAsync(item, ct),
        _ => Task.FromResult(BcWrites.Refuse(item.ItemId, item.Kind, EntityNames.Customer)),
    };

    public async Task<RecordRef?> LookupAsync(WriteItem<Customer> item, CancellationToken ct) =>
        item.Kind == WriteKind.Create && await ByNumberAsync(Number(item.Value), ct).ConfigureAwait(false) is { } found ? Reference(found) : null;

    private async Task<WriteResult> EnsureAsync(WriteItem<Customer> item, CancellationToken ct)
    {
        if (options.CustomerMode == BusinessCentralCustomerMode.Guest)
        {
            var guest = await ByNumberAsync(BcText.Code(options.GuestCustomerNumber, NumberLength, "GuestCustomerNumber"), ct).ConfigureAwait(false);
            return guest is { } collective ? new WriteResult.Unchanged(item.ItemId, Reference(collective)) : throw MissingCustomer.Guest(options.GuestCustomerNumber!);
        }

        var number = Number(item.Value);
        if (await ByNumberAsync(number, ct).ConfigureAwait(false) is { } known)
        {
            return new WriteResult.Applied(item.ItemId, Reference(known), WasReplay: true);
        }

        if (options.MatchCustomersByEmail && await ByEmailAsync(item.Value.Email, ct).ConfigureAwait(false) is { } matched)
        {
            return new WriteResult.Unchanged(item.ItemId, Reference(matched));
        }

        if (options.CustomerMode == BusinessCentralCustomerMode.FindOnly)
        {
            throw BcException.Of(FaultKind.MissingDependency, "bc.customer-missing", $"Business Central has no customer {number} and none with the same e-mail address.",
                "Create the customer in Business Central, or set CustomerMode to FindOrCreate.", "id");
        }

        return await CreateAsync(item, number, ct).ConfigureAwait(false);
    }

    private async Task<WriteResult> CreateAsync(WriteItem<Customer> item, string number, CancellationToken ct)
    {
        var body = new JsonObject { [BcFields.Number] = number };
        foreach (var (name, value) in Content(item.Value))
        {
            body[name] = value!.DeepClone();
        }

        var copied = await template.FieldsAsync(ct).ConfigureAwait(false);
        foreach (var (name, value) in copied)
        {
            body[name] = value!.DeepClone();
        }

        try
        {
            return new WriteResult.Applied(item.ItemId, Reference(await client.PostAsync(BcQuery.Set(BcSets.Customers), body, ct).ConfigureAwait(false)));
        }
        catch (BcException exists) when (exists.Code == BcFaults.SameKeyExists)
        {
            if (await ByNumberAsync(number, ct).ConfigureAwait(false) is { } winner)
            {
                return new WriteResult.Applied(item.ItemId, Reference(winner), WasReplay: true);
            }

            throw BcException.Of(FaultKind.Transient, "bc.customer-not-visible", $"Customer {number} exists but does not show yet.", "It is looked up again.", "id");
        }
        catch (BcException refused) when (!refused.Unknown && refused.Status is 400 or 404)
        {
            throw await ExplainAsync(refused, copied, ct).ConfigureAwait(false);
        }
    }

    private async Task<BcException> ExplainAsync(BcException refused, JsonObject copied, CancellationToken ct)
    {
        if (await IsOutOfDateAsync(copied, ct).ConfigureAwait(false))
        {
            return refused.As(refused.Fault with { Kind = FaultKind.Conflict, Hint = "The template customer was changed; the customer is written again with what it says now." });
        }

        return refused.Code == BcFaults.Dialog
            ? refused.As(refused.Fault with { Hint = "If the text speaks of numbers: switch on Manual Nos. in the number series of customers, so that the number can carry the shop's id." })
            : refused;
    }

    private async Task<bool> IsOutOfDateAsync(JsonObject copied, CancellationToken ct)
    {
        try
        {
            return await template.DiffersAsync(copied, ct).ConfigureAwait(false);
        }
        catch (BcException)
        {
            // The question why could not be answered; the refusal itself still stands.
            return false;
        }
    }

    private async Task<WriteResult> UpdateAsync(WriteItem<Customer> item, CancellationToken ct)
    {
        if (item.Target is not { } target || !Guid.TryParse(target.Id, out var id))
        {
            return await EnsureAsync(item, ct).ConfigureAwait(false);
        }

        if (target.DisplayNumber is { } shown && shown.Equals(options.GuestCustomerNumber, StringComparison.OrdinalIgnoreCase))
        {
            return new WriteResult.Unchanged(item.ItemId, target);
        }

        var existing = await client.FindAsync(BcQuery.Record(BcSets.Customers, id), ct).ConfigureAwait(false)
            ?? throw BcException.Of(FaultKind.Conflict, "bc.customer-gone", $"Customer {target.DisplayNumber} does not exist any more.", "It is read and planned again.");
        var changes = new JsonObject();
        foreach (var (name, value) in Content(item.Value))
        {
            if (existing.Text(name) != value!.GetValue<string>())
            {
                changes[name] = value.DeepClone();
            }
        }

        changes.Remove(BcFields.Type);
        if (changes.Count == 0)
        {
            return new WriteResult.Unchanged(item.ItemId, Reference(existing));
        }

        var written = await client.PatchAsync(BcQuery.Record(BcSets.Customers, id), existing.ETag ?? "*", changes, ct).ConfigureAwait(false);
        return new WriteResult.Applied(item.ItemId, Reference(written));
    }

    private string Number(Customer customer) => customer.ExternalNumber is { Length: > 0 } external
        ? BcText.Code(external, NumberLength, "externalNumber")
        : BcText.Derived(options.CustomerNumberPrefix, customer.Id, NumberLength);

    private static JsonObject Content(Customer customer)
    {
        var content = new JsonObject
        {
            [BcFields.DisplayName] = BcText.Exact(customer.DisplayName, 100, "displayName"),
            [BcFields.Type] = customer.IsCompany ? "Company" : "Person",
        };
        void Set(string name, string value)
        {
            if (value.Length > 0)
            {
                content[name] = value;
            }
        }

        if (customer.Address is { } address)
        {
            Set(BcFields.AddressLine1, BcText.Cut(address.Line1, 100));
            Set(BcFields.AddressLine2, BcText.Cut(address.Line2, 50));
            Set(BcFields.City, BcText.Exact(address.City, 30, "address.city"));
            Set(BcFields.State, BcText.Exact(address.Region, 30, "address.region"));
            Set(BcFields.Country, BcText.Code(address.Country, 10, "address.country"));
            Set(BcFields.PostalCode, BcText.Code(address.PostalCode, 20, "address.postalCode"));
        }

        Set(BcFields.PhoneNumber, BcText.Exact(customer.Phone, 30, "phone"));
        Set(BcFields.Email, BcText.Exact(customer.Email, 80, "email"));
        return content;
    }

    private async Task<BcEntity?> ByNumberAsync(string number, CancellationToken ct)
    {
        var rows = await client.ListAsync(BcQuery.Set(BcSets.Customers) with { Filter = BcQuery.Eq(BcFields.Number, number) }, ct).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : null;
    }

    private async Task<BcEntity?> ByEmailAsync(string? email, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(email))
        {
            return null;
        }

        var query = BcQuery.Set(BcSets.Customers) with { Filter = BcQuery.Eq(BcFields.Email, BcText.Exact(email, 80, "email")) };
        var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
        return rows.Count switch
        {
            0 => null,
            1 => rows[0],
            _ => throw BcException.Of(FaultKind.Rejected, "bc.customer-ambiguous",
                $"{rows.Count} customers have the same e-mail address: {string.Join(", ", rows.Take(5).Select(row => row.Text(BcFields.Number)))}.",
                "Merge them, or give the right one the number of the shop's customer.", "email"),
        };
    }

    private static RecordRef Reference(BcEntity customer) => new(customer.Id.ToString("D"), customer.ETag, customer.Text(BcFields.Number));
}
