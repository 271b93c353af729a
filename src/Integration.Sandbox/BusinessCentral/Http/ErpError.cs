namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>A refusal with the status, the code and the text that Business Central gives.</summary>
internal sealed class ErpError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Seconds of a <c>Retry-After</c> header, 0 for none.</summary>
    public int RetryAfterSeconds { get; init; }

    public static ErpError Dialog(string message) => new(400, "Application_DialogException", message);

    public static ErpError Field(string message) => new(400, "Application_FieldValidationException", message);

    public static ErpError BadRequest(string message) => new(400, "BadRequest", message);

    public static ErpError ReadOnlyControl(string property) =>
        new(400, "BadRequest_InvalidOperation", $"Control '{property}' is read-only.");

    public static ErpError NotFound() => new(404, "BadRequest_NotFound", "Bad Request - Error in query syntax.");

    public static ErpError UnknownSegment(string segment) =>
        new(404, "BadRequest_ResourceNotFound", $"Resource not found for the segment '{segment}'.");

    public static ErpError NotImplemented(string message) => new(501, "BadRequest_MethodNotImplemented", message);

    public static ErpError MethodNotAllowed(string method, string set, string kind) => new(405, "BadRequest_MethodNotAllowed",
        $"'{method}' requests for '{set}' of EdmType '{kind}' are not allowed within Dynamics 365 Business Central OData web services.");

    public static ErpError InvalidToken() => new(400, "BadRequest_InvalidToken",
        "Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.");

    public static ErpError Changed() => new(409, "Request_EntityChanged", "Another user has already changed the record.");

    public static ErpError Locked(string table) => new(409, "Internal_ServerError",
        $"We can't save your changes right now, because a record in table '{table}' is being updated in a transaction done by another session."
        + "\r\n\r\nYou'll have to wait until the other transaction has completed, which may take a while. Please try again later.");

    public static ErpError TooManyRequests(int actual, int maximum) =>
        new(429, "Application_TooManyRequests", $"Too many requests reached. Actual ({actual}). Maximum ({maximum}).");

    public static ErpError Unauthorized() =>
        new(401, "Authentication_InvalidCredentials", "The server has rejected the client credentials.");

    public static ErpError NoCompany() => new(404, "Internal_CompanyNotFound",
        "Can't process the request because the company can't be found. "
        + "Name one of the companies in the URL, in the company query option or in the Company header.");

    public static ErpError InvalidRelation(string field, string table, string value, string related) => new(400, "Internal_InvalidTableRelation",
        $"The field {field} of table {table} contains a value ({value}) that cannot be found in the related table ({related}).");

    public static ErpError TooLong(string value, int maximum) => new(400, "Application_StringExceededLength",
        $"The length of the string is {value.Length}, but it must be less than or equal to {maximum} characters. Value: {value}");

    public static ErpError Duplicate(string table, string key) => new(400, "Internal_EntityWithSameKeyExists",
        $"The {table} already exists. Identification fields and values: {key}");
}
