namespace ErpSync.Planning.Documents.Settings;

/// <summary>How the posting date is chosen.</summary>
public enum PostingDatePolicy
{
    /// <summary>The document date. Default.</summary>
    DocumentDate,

    /// <summary>The day of the run.</summary>
    Today,
}
