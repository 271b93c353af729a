namespace ErpSync.Storage.PostgreSql;

/// <summary>Kinds of work that go beside each other where they have no subject in common.</summary>
internal enum PostgreSqlWork
{
    /// <summary>Accepting signals, cases.</summary>
    Intake,

    /// <summary>What was planned.</summary>
    Plans,

    /// <summary>What targets answered.</summary>
    Answers,

    /// <summary>Taking due effects. Locks effects before anything else, so it shares a transaction with its like only.</summary>
    Claims,
}
