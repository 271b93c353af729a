using ErpSync.Model;

namespace ErpSync.Planning.Customers;

/// <summary>What is known about a profile and the customer it belongs to.</summary>
/// <param name="Customer">The customer in the shop; null when gone.</param>
/// <param name="Written">What was written into the shop before, or null.</param>
/// <param name="Consent">What both systems say of the consent.</param>
public sealed record ProfileReading(Customer? Customer, WrittenRecord? Written, ConsentReading Consent);
