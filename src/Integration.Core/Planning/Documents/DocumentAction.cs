namespace ErpSync.Planning.Documents;

/// <summary>What to do with a planned document.</summary>
public enum DocumentAction
{
    /// <summary>Create it, after looking for its source and external number.</summary>
    Create,

    /// <summary>Bring the existing document to the stated state, all of it.</summary>
    Update,

    /// <summary>Cancel the existing document; only kind, source and number matter.</summary>
    Cancel,
}
