using System.Security.Cryptography;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Cdp.Events;

/// <summary>A customer as an <c>identify</c> message: id, consent, and of everything else only what the host allows of people who agreed.</summary>
internal static class IdentifyMessage
{
    public static Fault? Check(Customer customer) =>
        string.IsNullOrEmpty(customer.Id) ? Bad("id", "The customer has no id.")
        : customer.Consent is null ? Bad("consent", "The customer comes without a consent.")
        : null;

    public static ReadOnlyMemory<byte> Write(Customer customer, string messageId, CdpOptions options, DateTimeOffset now)
    {
        var consent = customer.Consent!;
        var at = new[] { customer.UpdatedAt, consent.StatedAt ?? default }.Max();
        return EventMessage.Write("identify", messageId, Identity.OfCustomer(customer.Id, options), at == default ? now : at, writer =>
        {
            writer.WriteStartObject("traits");
            if (consent.State != ConsentState.Unknown)
            {
                writer.WriteBoolean(options.ConsentTrait, consent.State == ConsentState.OptIn);
            }

            if (consent.StatedAt is { } stated)
            {
                writer.WriteString(options.ConsentAtTrait, EventMessage.Iso(stated));
            }

            foreach (var (name, text) in consent.State == ConsentState.OptOut ? [] : Allowed(customer, options))
            {
                writer.WriteString(name, text);
            }

            writer.WriteEndObject();
        });
    }

    private static IEnumerable<(string Name, string Text)> Allowed(Customer customer, CdpOptions options) =>
        new (string Name, string? Text)[]
        {
            (CdpTraits.Email, customer.Email is { } email ? options.Email == EmailForm.Plain ? email : Digest(email) : null),
            (CdpTraits.Phone, customer.Phone),
            (CdpTraits.Name, customer.DisplayName),
            (CdpTraits.Company, customer.Address?.Company),
            (CdpTraits.City, customer.Address?.City),
            (CdpTraits.Region, customer.Address?.Region),
            (CdpTraits.PostalCode, customer.Address?.PostalCode),
            (CdpTraits.Country, customer.Address?.Country),
        }.Where(pair => pair.Text is { Length: > 0 } && options.Traits.Contains(pair.Name)).Select(static pair => (pair.Name, pair.Text!));

    private static string Digest(string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));

    private static Fault Bad(string field, string message) =>
        new(FaultKind.Invalid, "cdp.customer-invalid", message) { Field = field, Hint = "Identify customers through SyncCustomerActivity, which knows their consent." };
}
