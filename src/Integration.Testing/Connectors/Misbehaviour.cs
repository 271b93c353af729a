using ErpSync.Connectors;

namespace ErpSync.Testing;

/// <summary>One way in which a call to an <see cref="InMemoryConnector{TRecord}"/> goes wrong.</summary>
public sealed record Misbehaviour
{
    private Misbehaviour(When on, Fault fault)
    {
        On = on;
        Fault = fault;
    }

    /// <summary>Which kind of call misbehaves.</summary>
    public enum When
    {
        /// <summary>Reading.</summary>
        Reading,

        /// <summary>Writing.</summary>
        Writing,

        /// <summary>Looking up.</summary>
        LookingUp,
    }

    /// <summary>Which kind of call misbehaves.</summary>
    public When On { get; }

    /// <summary>The fault reported.</summary>
    public Fault Fault { get; }

    internal bool BeforeWork { get; private init; }

    internal bool LosesAnswer { get; private init; }

    internal Fault? Refusal { get; private init; }

    internal Exception Exception { get; private init; } = new InvalidOperationException("Not set.");

    /// <summary>The reading fails.</summary>
    /// <param name="fault">Fault.</param>
    public static Misbehaviour FailReading(Fault fault) => new(When.Reading, fault) { Exception = new ConnectorException(fault) };

    /// <summary>The write is refused before anything is done.</summary>
    /// <param name="fault">Fault.</param>
    public static Misbehaviour RefuseWrite(Fault fault) => new(When.Writing, fault) { Refusal = fault };

    /// <summary>The write is done, but the answer is lost.</summary>
    public static Misbehaviour LoseAnswer() =>
        new(When.Writing, new Fault(FaultKind.Transient, "memory.answer-lost", "The answer was lost.")) { LosesAnswer = true };

    /// <summary>The connector throws something unexpected before any work.</summary>
    /// <param name="exception">What it throws.</param>
    public static Misbehaviour ThrowOnWrite(Exception exception) =>
        new(When.Writing, new Fault(FaultKind.Bug, "memory.thrown", "The connector threw.")) { BeforeWork = true, Exception = exception };

    /// <summary>The look-up fails.</summary>
    /// <param name="fault">Fault.</param>
    public static Misbehaviour FailLookup(Fault fault) => new(When.LookingUp, fault) { Exception = new ConnectorException(fault) };
}
