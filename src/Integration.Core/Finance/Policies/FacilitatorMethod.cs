namespace ErpSync.Finance.Policies;

/// <summary>How tax that a sales channel owes and remits itself appears.</summary>
public enum FacilitatorMethod
{
    /// <summary>Left out of documents and postings. Default.</summary>
    Net,

    /// <summary>Shown on a wash account that returns to zero, so that the document is as high as the shop's order.</summary>
    GrossWash,
}
