using System.Text.Json.Serialization;
using Quickstart.Roles;

namespace Quickstart.Books;

/// <summary>The closing comparison, as <c>--report</c> writes it.</summary>
internal sealed record QuickstartReport
{
    public required OrderFigures Orders { get; init; }

    public required RefundFigures Refunds { get; init; }

    /// <summary>Money received for invoiced orders; null when payments are not booked.</summary>
    public PaymentFigures? Payments { get; init; }

    public required FulfilmentFigures Fulfilments { get; init; }

    public required StockFigures Stock { get; init; }

    /// <summary>The stock ledger behind the numbers.</summary>
    public LedgerFigures? Ledger { get; init; }

    public required MoneyFigures Money { get; init; }

    /// <summary>Expected journal of the shop's orders against the ERP's general ledger; null when payments are not booked.</summary>
    public IReadOnlyList<RoleFigures>? Books { get; init; }

    /// <summary>What the CDP was told; null when none takes part.</summary>
    public ToldCustomers? Told { get; init; }

    public required SignalFigures Signals { get; init; }

    public required HttpFigures Http { get; init; }

    public double Seconds { get; init; }

    public bool Agreed { get; init; }
}

internal sealed record OrderFigures(int InShop, int InErp, int Missing, int Duplicates);

internal sealed record RefundFigures(int InShop, int CreditMemos, int Missing, int Duplicates);

internal sealed record PaymentFigures(int InShop, int InErp, int Missing, int Duplicates, int Different);

internal sealed record FulfilmentFigures(int InErp, int InShop, int Missing, int Duplicates);

internal sealed record StockFigures(int Cells, int Mismatches)
{
    /// <summary>What became of the units that the shop's customers ordered, by the shop's own books.</summary>
    public ShopUnits Units { get; init; } = new(0m, 0m, 0m);
}

/// <summary>Units of orders.</summary>
/// <param name="Open">Still to be shipped.</param>
/// <param name="Shipped">Shipped, those that came back included.</param>
/// <param name="Returned">Came back as goods.</param>
internal sealed record ShopUnits(decimal Open, decimal Shipped, decimal Returned);

internal sealed record MoneyFigures(string Currency, string ShopTotal, string ErpTotal, string Explained, string Unexplained)
{
    /// <summary>The figures of each currency when the orders are in several; the totals are then mere check sums. Null otherwise.</summary>
    public IReadOnlyList<MoneyFigures>? ByCurrency { get; init; }
}

/// <summary>One account of the general ledger with the roles that lead to it. Amounts are debit positive; what is explained is named by class.</summary>
internal sealed record RoleFigures(string Roles, string Account, string Expected, string Ledger, string Difference, string Explained, string Unexplained);

internal sealed record SignalFigures(long Accepted, long Applied, long Unchanged, long Superseded, long Waiting, long Cases);

internal sealed record HttpFigures(long ShopRequests, long ErpRequests, long Throttled, long FaultsInjected, long LostResponses);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuickstartReport))]
[JsonSerializable(typeof(SignalFigures))]
internal sealed partial class QuickstartJson : JsonSerializerContext;
