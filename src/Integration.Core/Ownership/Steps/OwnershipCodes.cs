namespace ErpSync.Ownership;

/// <summary>Codes of decisions and of the exceptions they open. A resolver's decision carries the name of its <see cref="ResolverKind"/>.</summary>
public static class OwnershipCodes
{
    /// <summary>The owner wrote.</summary>
    public const string Owner = "Owner";

    /// <summary>The seeder gave the first value.</summary>
    public const string Seeded = "Seeded";

    /// <summary>An emitter stated a fact.</summary>
    public const string Fact = "Fact";

    /// <summary>Our own publication came back.</summary>
    public const string Echo = "Echo";

    /// <summary>Equal to what is known.</summary>
    public const string Equal = "Equal";

    /// <summary>Within the rule's tolerance of what is known.</summary>
    public const string WithinTolerance = "WithinTolerance";

    /// <summary>The event was processed before.</summary>
    public const string DuplicateEvent = "DuplicateEvent";

    /// <summary>The same proposal is open.</summary>
    public const string DuplicateProposal = "DuplicateProposal";

    /// <summary>The proposal is closed.</summary>
    public const string ProposalClosed = "ProposalClosed";

    /// <summary>There is no such proposal.</summary>
    public const string UnknownProposal = "UnknownProposal";

    /// <summary>A proposal became the owner's value.</summary>
    public const string ProposalAccepted = "ProposalAccepted";

    /// <summary>Who answers may not.</summary>
    public const string NotPermitted = "NotPermitted";

    /// <summary>Somebody who is not entitled wrote.</summary>
    public const string Foreign = "Foreign";

    /// <summary>A write by somebody who is not the owner was refused.</summary>
    public const string NotOwner = "NotOwner";

    /// <summary>The writer is no source of the shared field.</summary>
    public const string NotASource = "NotASource";

    /// <summary>A stated fact cannot be edited.</summary>
    public const string AppendOnlyEdit = "AppendOnlyEdit";

    /// <summary>The writer receives nothing, so it cannot be reverted.</summary>
    public const string NoRevertTarget = "NoRevertTarget";

    /// <summary>The field was reverted too often.</summary>
    public const string RevertLimitReached = "RevertLimitReached";

    /// <summary>Nothing is escalated.</summary>
    public const string NotEscalated = "NotEscalated";

    /// <summary>Nobody cares about the field.</summary>
    public const string Unmanaged = "Unmanaged";

    /// <summary>The version is older than the known one.</summary>
    public const string OldVersion = "OldVersion";

    /// <summary>The version was given before the hand-off.</summary>
    public const string BeforeHandOff = "BeforeHandOff";

    /// <summary>The same version with another value.</summary>
    public const string VersionConflict = "VersionConflict";

    /// <summary>Versions of different domains, or none.</summary>
    public const string Uncomparable = "Uncomparable";

    /// <summary>A person decides about every change.</summary>
    public const string ManualDecision = "ManualDecision";

    /// <summary>The value is not in the order of restriction.</summary>
    public const string UnknownValue = "UnknownValue";

    /// <summary>A less restrictive value needs newer evidence.</summary>
    public const string EvidenceRequired = "EvidenceRequired";

    /// <summary>A foreign write waits for a decision.</summary>
    public const string ForeignWriteQuarantined = "ForeignWriteQuarantined";

    /// <summary>No rule covers the field.</summary>
    public const string UncoveredField = "UncoveredField";

    /// <summary>Rules exist, none for this scope and state.</summary>
    public const string NoRuleForScope = "NoRuleForScope";

    /// <summary>An override holds.</summary>
    public const string OverrideActive = "OverrideActive";

    /// <summary>The field allows no overrides.</summary>
    public const string OverrideNotAllowed = "OverrideNotAllowed";

    /// <summary>No such override holds.</summary>
    public const string OverrideNotActive = "OverrideNotActive";

    /// <summary>The id belongs to another override.</summary>
    public const string OverrideIdInUse = "OverrideIdInUse";

    /// <summary>The actor may not.</summary>
    public const string ActorNotPermitted = "ActorNotPermitted";

    /// <summary>A reason must be stated.</summary>
    public const string ReasonRequired = "ReasonRequired";

    /// <summary>A duration must be longer than nothing.</summary>
    public const string DurationInvalid = "DurationInvalid";

    /// <summary>The duration exceeds the rule's longest.</summary>
    public const string DurationTooLong = "DurationTooLong";

    /// <summary>The record is in that state.</summary>
    public const string SameState = "SameState";

    /// <summary>A lifecycle only moves on.</summary>
    public const string StateBackward = "StateBackward";

    /// <summary>The lifecycle has no such state.</summary>
    public const string UnknownState = "UnknownState";

    /// <summary>The record is not known.</summary>
    public const string UnknownRecord = "UnknownRecord";

    /// <summary>A field changes hands and the numbers of both owners are not stated.</summary>
    public const string HandOffIncomplete = "HandOffIncomplete";

    /// <summary>Nothing was published to the target.</summary>
    public const string NothingPublished = "NothingPublished";

    /// <summary>A publication is on its way for longer than the rule allows.</summary>
    public const string PublishOverdue = "PublishOverdue";

    /// <summary>A target shows a value that nobody can explain.</summary>
    public const string DriftUnknown = "DriftUnknown";
}
