using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>What is known about a shop customer.</summary>
/// <param name="Customer">The customer; null when it is gone from the shop.</param>
/// <param name="AlreadyLinked">True when its ERP customer is known.</param>
public sealed record CustomerReading(Customer? Customer, bool AlreadyLinked);
