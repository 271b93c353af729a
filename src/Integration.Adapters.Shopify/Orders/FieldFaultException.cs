using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>One record could not be understood; carries the fault that names the field.</summary>
internal sealed class FieldFaultException(Fault fault) : Exception(fault.Message)
{
    public Fault Fault { get; } = fault;

    public static FieldFaultException Missing(string path) => new(new Fault(
        FaultKind.Invalid, "shopify.field-missing", $"'{path}' is missing in the shop's answer.")
    {
        Field = path,
        Hint = "Check that the app may read this field and that ApiVersion is one this release was tested with.",
    });

    /// <summary>Amounts or quantities so large that they cannot be added up.</summary>
    public static FieldFaultException OutOfRange() => new(new Fault(FaultKind.Invalid, "shopify.out-of-range", "An amount or quantity of the order is larger than any that can be booked.")
    {
        Hint = "Look at the order in the shop; correct or cancel it there.",
    });

    public static FieldFaultException Invalid(string code, string path, string reason, string hint) =>
        new(new Fault(FaultKind.Invalid, code, $"'{path}' {reason}.") { Field = path, Hint = hint });
}
