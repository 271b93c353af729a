using ErpSync.Model;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Stages;

/// <summary>Finds the ERP item of an article line. Replace it to map from a product catalogue instead of <see cref="DocumentSettings.Items"/>.</summary>
public interface IItemMapping
{
    /// <summary>The ERP item, or null when there is none: the document is then held, no line is ever left out.</summary>
    /// <param name="line">Article line.</param>
    /// <param name="settings">Settings of the run.</param>
    ItemTarget? Map(OrderLine line, DocumentSettings settings);
}
