using ErpSync.Sandbox.Shopify.Graph;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace ErpSync.Sandbox.Shopify.Http;

/// <summary>Gives errors the codes of the real API.</summary>
internal sealed class ShopErrorShape : IErrorInfoProvider
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["FieldsOnCorrectTypeError"] = "undefinedField",
        ["KnownArgumentNamesError"] = "argumentNotAccepted",
        ["ProvidedNonNullArgumentsError"] = "missingRequiredArguments",
        ["ArgumentsOfCorrectTypeError"] = "argumentLiteralsIncompatible",
        ["ScalarLeafsError"] = "selectionMismatch",
        ["KnownDirectivesError"] = "undefinedDirective",
        ["NoUnusedVariablesError"] = "variableNotUsed",
        ["NoUndefinedVariablesError"] = "variableNotDefined",
        ["NoUnusedFragmentsError"] = "useAndDefineFragment",
        ["KnownTypeNamesError"] = "undefinedType",
        ["InvalidVariableError"] = "INVALID_VARIABLE",
        ["SyntaxError"] = "PARSE_ERROR",
    };

    public ErrorInfo GetInfo(ExecutionError executionError)
    {
        var details = new Dictionary<string, object?>(StringComparer.Ordinal);
        switch (executionError)
        {
            case ShopError known:
                details["code"] = known.Code;
                foreach (var (key, value) in known.Details)
                {
                    details[key] = value;
                }

                break;
            case DocumentError or ValidationError:
                var code = Codes.GetValueOrDefault(executionError.GetType().Name, executionError.Code ?? "INVALID");
                details["code"] = code;
                if (code == "INVALID_VARIABLE")
                {
                    details["problems"] = new[]
                    {
                        new Dictionary<string, object?> { ["path"] = Array.Empty<string>(), ["explanation"] = executionError.InnerException?.Message ?? executionError.Message },
                    };
                }

                break;
            default:
                details["code"] = "INTERNAL_SERVER_ERROR";
                break;
        }

        return new ErrorInfo { Message = executionError.Message, Extensions = details };
    }
}
