namespace ErpSync.Sandbox.Shopify;

/// <summary>A customer account to create.</summary>
/// <param name="Email">E-mail address; an existing customer with this address is used again.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Address">Default address, or null.</param>
public sealed record NewCustomer(string Email, string FirstName, string LastName, ShopAddress? Address = null);
