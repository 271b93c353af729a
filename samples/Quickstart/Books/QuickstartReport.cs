using System.Text.Json.Serialization;

namespace Quickstart.Books;

/// <summary>The closing comparison, as <c>--report</c> writes it.</summary>
internal sealed record QuickstartReport
{
    public required OrderFigures Orders { get; init; }

    public required RefundFigures Refunds { get; init; }

    public required FulfilmentFigures Fulfilments { get; init; }

    public required StockFigures Stock { get; init; }

    public required MoneyFigures Money { get; init; }

    public required SignalFigures Signals { get; init; }

    public required HttpFigures Http { get; init; }

    public double Seconds { get; init; }

    public bool Agreed { get; init; }
}

internal sealed record OrderFigures(int InShop, int InErp, int Missing, int Duplicates);

internal sealed record RefundFigures(int InShop, int CreditMemos, int Missing, int Duplicates);

internal sealed record FulfilmentFigures(int InErp, int InShop, int Missing, int Duplicates);

internal sealed record StockFigures(int Cells, int Mismatches);

internal sealed record MoneyFigures(string Currency, string ShopTotal, string ErpTotal, string Explained, string Unexplained);

internal sealed record SignalFigures(long Accepted, long Applied, long Unchanged, long Superseded, long Waiting, long Cases);

internal sealed record HttpFigures(long ShopRequests, long ErpRequests, long Throttled, long FaultsInjected, long LostResponses);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QuickstartReport))]
[JsonSerializable(typeof(SignalFigures))]
internal sealed partial class QuickstartJson : JsonSerializerContext;
