using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Model.Sides;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Settings;
using ErpSync.Planning.Documents.Stages;

namespace ErpSync.Planning;

/// <summary>
/// Plans everything an order needs in the ERP: documents, their posting and payments, as the difference between what should exist and what was written. Pure.
/// </summary>
/// <param name="shop">Connection id of the shop.</param>
/// <param name="erp">Connection id of the ERP.</param>
/// <param name="options">Policies.</param>
/// <param name="documents">Plans the documents.</param>
/// <param name="accounts">Chart of accounts.</param>
/// <param name="dates">Posting dates of payments and of goods that left; null for the default, which follows the document settings.</param>
public sealed class OrderPlanner(
    string shop, string erp, OrderSyncOptions options, IDocumentPlanner documents, IRoleAccounts accounts, IDocumentDates? dates = null)
{
    private readonly DocumentEffects _effects = new(shop, erp, options, accounts);
    private readonly PostingEffects _postings = new(shop, erp, options, dates ?? new CompanyDates());
    private readonly PaymentEffects _payments = new(shop, erp, options, dates ?? new CompanyDates());

    /// <summary>Plans one order.</summary>
    /// <param name="orderId">Id in the shop.</param>
    /// <param name="reading">What is known.</param>
    /// <param name="now">Instant of the planning.</param>
    public SubjectPlan Plan(string orderId, OrderReading reading, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var written = WrittenDocuments.Read(reading);
        if (written.Gone is { } gone)
        {
            return SubjectPlan.Park(gone) with { Title = reading.Order?.Name };
        }

        if (reading.Order is not { } order)
        {
            return written.Documents.Count == 0 ? SubjectPlan.Settled : SubjectPlan.Park(OrderFaults.DeletedAfterDocument(orderId, written.Documents));
        }

        if (order.CreatedAt < options.OrdersFrom && written.Documents.Count == 0)
        {
            return SubjectPlan.Settled with { Title = order.Name, Notes = [$"Placed before {options.OrdersFrom:yyyy-MM-dd HH:mm zzz}, when the sync of orders begins; it is left to whoever has booked it."] };
        }

        if (!order.IsTest && OrderMoney.Check(order) is { Count: > 0 } mismatches)
        {
            return SubjectPlan.Park(OrderFaults.DoesNotTie(order, mismatches)) with { Title = order.Name };
        }

        order = order with { Payments = CashChange.Net(order.Payments) };
        if (!order.IsTest && OrderFaults.RefundAboveCapture(order) is { } above)
        {
            return SubjectPlan.Park(above) with { Title = order.Name };
        }

        if (reading.Refusals.Count > 0)
        {
            return SubjectPlan.Park(OrderFaults.NotClaimable(order, reading.Refusals)) with { Title = order.Name };
        }

        var request = new DocumentPlanRequest(order, written.Documents, SettingsFor(order), now);
        var plan = ArrivedChange.Recognise(documents, request, written, documents.Plan(request));
        return Compose(order, reading, written, plan, now) with { Title = order.Name };
    }

    private SubjectPlan Compose(Order order, OrderReading reading, WrittenDocuments written, DocumentPlan plan, DateTimeOffset now)
    {
        if (plan.Documents.Any(document => document.Action == DocumentAction.Create) && CustomerOf(order, reading) is null)
        {
            return WithoutCustomer(order);
        }

        var effects = new List<PlannedEffect>();
        foreach (var planned in plan.Documents)
        {
            var (effect, fault) = _effects.Of(order, planned, written, CustomerOf(order, reading));
            if (fault is not null)
            {
                return SubjectPlan.Park(fault);
            }

            effects.Add(effect!);
        }

        effects.AddRange(_postings.Of(order, written, plan, now));
        effects.AddRange(_payments.Of(order, written, plan, CustomerOf(order, reading), now));
        var (wait, caseFault) = OrderFaults.OfHolds(order, plan.Holds, options.RefundWaitLimit);
        var (retainedWait, retained) = RetainedMoney.Of(order, written, plan, options, now);
        return new SubjectPlan
        {
            Effects = effects,
            PlanAgain = plan.Documents.Any(document => _postings.WillPost(document) || IsPosted(document, written)),
            Fault = caseFault ?? retained,
            Wait = wait ?? retainedWait ?? _postings.HeldInvoice(order, written),
        };
    }

    private static bool IsPosted(PlannedDocument planned, WrittenDocuments written) =>
        planned.Action == DocumentAction.Update && written.StateOf(planned.Document.Source)?.Status == SalesDocumentStatus.Posted;

    private DocumentSettings SettingsFor(Order order)
    {
        var unnamed = options.SkuIsItemNumber
            ? order.Lines.Select(line => line.Sku).OfType<string>().Where(sku => sku.Length > 0 && !options.Documents.Items.ContainsKey(sku)).Distinct(StringComparer.Ordinal).ToList()
            : [];
        var settings = options.Documents with { SuggestPayments = options.Payments != PaymentBooking.None };
        if (unnamed.Count == 0)
        {
            return settings;
        }

        var items = new Dictionary<string, ItemTarget>(options.Documents.Items, StringComparer.Ordinal);
        foreach (var sku in unnamed)
        {
            items[sku] = new ItemTarget(sku);
        }

        return settings with { Items = items };
    }

    private CustomerRef? CustomerOf(Order order, OrderReading reading) =>
        order.Customer is not null ? reading.Customer
        : options.GuestCustomerNumber is { } number ? new CustomerRef(null, number)
        : null;

    private SubjectPlan WithoutCustomer(Order order)
    {
        if (order.Customer is not { } customer)
        {
            return SubjectPlan.Park(new Fault(FaultKind.Invalid, "order.guest-without-customer", $"Order {order.Name} was placed without a customer account, and no customer number for guests is set.")
            {
                Field = "customer",
                Hint = "Set OrderSyncOptions.GuestCustomerNumber to the ERP's collective customer, then retry the case.",
            });
        }

        var flow = FlowNames.Customers(shop);
        return new SubjectPlan
        {
            FollowUps = [new FollowUp(flow, customer.Id, $"needed-by:{order.Id}")],
            Wait = new PlanWait("customer", $"Order {order.Name} waits for its ERP customer.") { DependsOn = $"{flow}/{customer.Id}#{LinkNames.Customer}" },
        };
    }
}
