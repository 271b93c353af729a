using System.Globalization;
using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Planning.Customers;

/// <summary>
/// Plans what a CRM or CDP is told of a customer: the person with consent, and nothing but the consent when it was taken back. Pure.
/// </summary>
/// <param name="shop">Connection id of the shop.</param>
/// <param name="crm">Connection id of the CRM or CDP.</param>
/// <param name="options">Policies.</param>
/// <param name="consents">Says which consent counts.</param>
public sealed class IdentityPlanner(string shop, string crm, CustomerActivityOptions options, ConsentAuthority consents)
{
    /// <summary>Plans one customer.</summary>
    /// <param name="customerId">Id in the shop.</param>
    /// <param name="sequence">Sequence of the signal that is worked.</param>
    /// <param name="reading">What is known.</param>
    /// <param name="now">Instant of the planning.</param>
    public SubjectPlan Plan(string customerId, long sequence, IdentityReading reading, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Customer is not { } customer)
        {
            return SubjectPlan.Settled;
        }

        var judged = consents.Judge(customerId, reading.Consent, now);
        var before = reading.Told?.Memo is { } memo ? JsonSerializer.Deserialize(memo, PlanningJson.Default.ToldContent) : null;
        var plan = new SubjectPlan
        {
            Title = customerId,
            FollowUps = judged.IsNews ? [new FollowUp(FlowNames.Profiles(crm), customerId, FormattableString.Invariant($"identity:{customerId}:{sequence}"))] : [],
        };
        return WhatToTell(customer, judged.Consent, reading.Consent.Profile, before) is { } told && HashOf(told) is var hash && hash != before?.Hash
            ? plan with { Effects = [Effect(customerId, told, new ToldContent((before?.Revision ?? -1) + 1, hash))] }
            : plan;
    }

    private Customer? WhatToTell(Customer customer, MarketingConsent consent, CustomerProfile? profile, ToldContent? before)
    {
        if (options.Permits(consent.State))
        {
            return customer with { Consent = consent };
        }

        // Who objects is only named to a system that knows the person already, and only so that it stops.
        var mustHear = before is not null || profile?.Consent is { State: ConsentState.OptIn };
        return mustHear && profile?.Consent?.State != consent.State ? new Customer { Id = customer.Id, DisplayName = customer.Id, Consent = consent } : null;
    }

    private PlannedEffect Effect(string customerId, Customer told, ToldContent content) =>
        new(crm, EntityNames.Customer, WriteKind.Update,
            new IdempotencyKey(string.Create(CultureInfo.InvariantCulture, $"{shop}:identify:{customerId}:{content.Revision}/{content.Hash}")), told)
        {
            LinkName = LinkNames.Identity,
            LinkMemo = JsonSerializer.Serialize(content, PlanningJson.Default.ToldContent),
            Title = $"Identify the customer, consent {told.Consent!.State}",
        };

    private static string HashOf(Customer told) => Fingerprint.Of(
    [
        told.DisplayName, told.Email, told.Phone, told.ExternalNumber, told.IsCompany ? "company" : "person", told.Consent?.State.ToString(),
        told.Address?.Name, told.Address?.Company, told.Address?.Line1, told.Address?.Line2, told.Address?.City,
        told.Address?.Region, told.Address?.PostalCode, told.Address?.Country,
    ]);
}
