namespace ErpSync.Model.Sides;

/// <summary>A tax line reduced to one side of the money pair.</summary>
internal sealed record SideTax(string Code, decimal Rate, decimal Amount, bool ChannelLiable);
