using ErpSync.Model;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Stages;

/// <summary>Decides what a shipping line posts to, for each line afresh.</summary>
public interface IShippingMapping
{
    /// <summary>Target of a shipping line.</summary>
    /// <param name="line">Shipping line.</param>
    /// <param name="settings">Settings of the run.</param>
    LineTarget Map(ShippingLine line, DocumentSettings settings);
}
