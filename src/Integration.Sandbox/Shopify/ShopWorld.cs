using ErpSync.Sandbox.Shopify.State;

namespace ErpSync.Sandbox.Shopify;

/// <summary>
/// What customers and staff of the sandbox shop do, past the API, each act raising the webhooks the real shop would raise;
/// and a look at the shop's own books for comparison. Thread-safe. Orders, lines and so on are named by their numbers.
/// </summary>
public sealed class ShopWorld
{
    private readonly ShopState _shop;
    private readonly OrderDesk _desk;

    internal ShopWorld(ShopState shop)
    {
        _shop = shop;
        _desk = new OrderDesk(shop);
        Payments = new ShopPayments(shop);
    }

    /// <summary>What the payment provider does: payouts, reserves, adjustments and disputes.</summary>
    public ShopPayments Payments { get; }

    /// <summary>Numbers of the locations, in the order of <see cref="SandboxShopOptions.Locations"/>.</summary>
    public IReadOnlyList<long> LocationIds => [.. _shop.Locations.Select(location => location.Id)];

    /// <summary>All orders, oldest first, test orders and cancelled ones included.</summary>
    public IReadOnlyList<ShopOrder> Orders
    {
        get
        {
            lock (_shop.Gate)
            {
                return [.. _shop.Orders.Select(entry => entry.State).OrderBy(order => order.Id).Select(ShopOrderReader.Read)];
            }
        }
    }

    /// <summary>Stock of every article at every location.</summary>
    public IReadOnlyList<ShopStock> Stock
    {
        get
        {
            lock (_shop.Gate)
            {
                return [.. _shop.Items.Values.SelectMany(item => item.Levels.Values).Select(ShopOrderReader.Read)];
            }
        }
    }

    /// <summary>One order.</summary>
    /// <param name="orderId">Its number.</param>
    /// <exception cref="ArgumentException">The shop has no such order.</exception>
    public ShopOrder Order(long orderId)
    {
        lock (_shop.Gate)
        {
            return ShopOrderReader.Read(_shop.Order(orderId));
        }
    }

    /// <summary>Stock of one article at one location.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="location">Zero-based index of the location. Default 0.</param>
    /// <exception cref="ArgumentException">The shop sells no such article.</exception>
    public ShopStock StockOf(string sku, int location = 0)
    {
        lock (_shop.Gate)
        {
            return ShopOrderReader.Read(Level(sku, location));
        }
    }

    /// <summary>A customer places an order.</summary>
    /// <param name="order">What is ordered.</param>
    /// <returns>The order as placed.</returns>
    /// <exception cref="ArgumentException">An article, location or currency is unknown, or the order has no lines.</exception>
    public ShopOrder PlaceOrder(NewOrder order)
    {
        lock (_shop.Gate)
        {
            return ShopOrderReader.Read(_desk.Place(order));
        }
    }

    /// <summary>Staff edit an order. Added units of an existing line come as a line of their own.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <param name="edit">The changes.</param>
    /// <exception cref="InvalidOperationException">The order is cancelled, or shipped units would be removed.</exception>
    public ShopOrder EditOrder(long orderId, OrderEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return Change(orderId, order => _desk.Edit(order, edit));
    }

    /// <summary>Staff cancel an order of which nothing was shipped.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <param name="restock">Whether the units become available again. Default true.</param>
    /// <param name="refund">Whether money received is paid back. Default true.</param>
    /// <param name="reason">Reason as the Admin API names it. Default <c>CUSTOMER</c>.</param>
    /// <exception cref="InvalidOperationException">The order is cancelled already or has shipped units.</exception>
    public ShopOrder CancelOrder(long orderId, bool restock = true, bool refund = true, string reason = "CUSTOMER") =>
        Change(orderId, order => _desk.Cancel(order, reason, restock, refund));

    /// <summary>Staff refund lines, shipping or an amount.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <param name="refund">What is refunded.</param>
    /// <returns>Number of the refund.</returns>
    /// <exception cref="ArgumentException">A line is unknown or has too few units left.</exception>
    public long Refund(long orderId, RefundRequest refund)
    {
        ArgumentNullException.ThrowIfNull(refund);
        lock (_shop.Gate)
        {
            return _desk.Refund(_shop.Order(orderId), refund).Id;
        }
    }

    /// <summary>The payment provider settles a pending refund.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <param name="refundId">Number of the refund.</param>
    /// <param name="success">Whether the money arrived. Default true.</param>
    public ShopOrder SettleRefund(long orderId, long refundId, bool success = true) => Change(orderId, order => _desk.SettleRefund(order, refundId, success));

    /// <summary>Staff open a return of shipped units, with exchange items if wanted; refund it with <see cref="RefundRequest.ReturnId"/>.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <param name="lines">Units that come back.</param>
    /// <param name="exchange">Items sent instead. Default none.</param>
    /// <returns>Number of the return.</returns>
    /// <exception cref="ArgumentException">More units than were shipped.</exception>
    public long OpenReturn(long orderId, IReadOnlyList<LineQuantity> lines, IReadOnlyList<NewOrderLine>? exchange = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        lock (_shop.Gate)
        {
            return _desk.OpenReturn(_shop.Order(orderId), lines, exchange ?? []).Id;
        }
    }

    /// <summary>Staff capture what is authorised.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <exception cref="InvalidOperationException">Nothing is authorised.</exception>
    public ShopOrder Capture(long orderId) => Change(orderId, _desk.Capture);

    /// <summary>Staff note that a manual payment arrived.</summary>
    /// <param name="orderId">Number of the order.</param>
    public ShopOrder MarkAsPaid(long orderId) => Change(orderId, _desk.MarkAsPaid);

    /// <summary>Staff ship in the shop, everything still open or the given units; one shipment per location.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <param name="lines">Units by order line; null for everything.</param>
    /// <param name="tracking">Parcel, or null.</param>
    /// <exception cref="InvalidOperationException">There are not so many units to ship.</exception>
    public ShopOrder Fulfil(long orderId, IReadOnlyList<LineQuantity>? lines = null, ShopTracking? tracking = null)
    {
        lock (_shop.Gate)
        {
            var order = _shop.Order(orderId);
            var wanted = lines?.ToDictionary(line => line.LineId, line => line.Quantity);
            foreach (var work in order.FulfillmentOrders.Where(work => work.IsOpen).ToArray())
            {
                var parts = new List<(FulfillmentOrderLineState Line, int Quantity)>();
                foreach (var line in work.Lines.Where(line => line.Remaining > 0))
                {
                    var units = wanted is null ? line.Remaining : Math.Min(wanted.GetValueOrDefault(line.Line.Id), line.Remaining);
                    if (units > 0)
                    {
                        parts.Add((line, units));
                        wanted?[line.Line.Id] -= units;
                    }
                }

                if (parts.Count > 0)
                {
                    _desk.Fulfil(order, work, parts, tracking is null ? [] : [tracking]);
                }
            }

            return wanted?.Values.Any(units => units > 0) == true
                ? throw new InvalidOperationException($"Order {order.Name} has fewer units to ship than asked for; read its lines first.")
                : ShopOrderReader.Read(order);
        }
    }

    /// <summary>Staff change the ship-to address.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <param name="address">New address.</param>
    public ShopOrder ChangeAddress(long orderId, ShopAddress address) => Change(orderId, order => _desk.Change(order, changed => changed.ShippingAddress = address));

    /// <summary>Staff replace the tags, a change that means nothing to an ERP.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <param name="tags">New tags.</param>
    public ShopOrder ChangeTags(long orderId, params IReadOnlyList<string> tags) => Change(orderId, order => _desk.Change(order, changed => changed.Tags = tags));

    /// <summary>The holder of a sold gift card pays somewhere with it.</summary>
    /// <param name="lineId">Number of the gift-card line.</param>
    /// <param name="amount">What is spent, in shop currency.</param>
    /// <param name="unit">Which of the line's cards, from 1. Default the first.</param>
    public void SpendGiftCard(long lineId, decimal amount, int unit = 1) =>
        _shop.GiftCardUse.AddOrUpdate(Operations.GiftCardQueries.NumberOf(lineId, unit), amount, (_, spent) => spent + amount);

    /// <summary>Staff change a list price.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="price">New price with tax.</param>
    public void ChangePrice(string sku, decimal price)
    {
        lock (_shop.Gate)
        {
            var item = Level(sku, 0).Item;
            item.Price = price;
            item.UpdatedAt = _shop.Now();
            _shop.PutItem(item);
            _shop.Raise("products/update", Graph.Gid.Of("Product", item.ProductId));
        }
    }

    /// <summary>Staff add an article; its opening stock lies at the first location.</summary>
    /// <param name="article">Article.</param>
    /// <returns>Number of its inventory item.</returns>
    /// <exception cref="ArgumentException">The SKU is taken.</exception>
    public long AddArticle(SandboxItem article)
    {
        ArgumentNullException.ThrowIfNull(article);
        lock (_shop.Gate)
        {
            return _shop.ItemsBySku.ContainsKey(article.Sku)
                ? throw new ArgumentException($"The shop sells '{article.Sku}' already; use another SKU.", nameof(article))
                : _shop.AddItem(article, _shop.Now()).InventoryItemId;
        }
    }

    /// <summary>Staff add a customer, or change the one with that e-mail address.</summary>
    /// <param name="customer">Customer.</param>
    /// <returns>Number of the customer.</returns>
    public long SaveCustomer(NewCustomer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        lock (_shop.Gate)
        {
            return _shop.Customer(customer, _shop.Now()).Id;
        }
    }

    /// <summary>Staff delete an order; only its <c>orders/delete</c> webhook and the missing id tell of it.</summary>
    /// <param name="orderId">Number of the order.</param>
    public void DeleteOrder(long orderId)
    {
        lock (_shop.Gate)
        {
            _desk.Delete(_shop.Order(orderId));
        }
    }

    /// <summary>People count or lose stock: <c>available</c> changes by hand.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="delta">Units more or fewer.</param>
    /// <param name="location">Zero-based index of the location. Default 0.</param>
    public ShopStock AdjustStock(string sku, int delta, int location = 0)
    {
        lock (_shop.Gate)
        {
            var level = Level(sku, location);
            _shop.Move(level, "available", delta);
            return ShopOrderReader.Read(level);
        }
    }

    private ShopOrder Change(long orderId, Action<OrderState> change)
    {
        lock (_shop.Gate)
        {
            var order = _shop.Order(orderId);
            change(order);
            return ShopOrderReader.Read(order);
        }
    }

    private LevelState Level(string sku, int location) => _shop.ItemsBySku.TryGetValue(sku, out var item)
        ? item.Levels[_shop.Locations[location].Id]
        : throw new ArgumentException($"The shop sells no article '{sku}'; use a SKU of the catalogue.", nameof(sku));
}
