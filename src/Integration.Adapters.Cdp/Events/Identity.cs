using ErpSync.Model;

namespace ErpSync.Adapters.Cdp.Events;

/// <summary>Whom a message is about: a user id, or an anonymous id that leads to no person.</summary>
/// <param name="Id">Id.</param>
/// <param name="IsKnown">Whether it is a user id.</param>
internal readonly record struct Identity(string Id, bool IsKnown)
{
    public static Identity OfCustomer(string customerId, CdpOptions options) => new(options.UserIdPrefix + customerId, true);

    public static Identity Of(CustomerActivity activity, CdpOptions options) =>
        activity.CustomerId is { Length: > 0 } id ? OfCustomer(id, options) : new($"{options.UserIdPrefix}order:{activity.OrderId}", false);

    /// <summary>As the profile API wants it in a path.</summary>
    public string Path => (IsKnown ? "user_id:" : "anonymous_id:") + Uri.EscapeDataString(Id);
}
