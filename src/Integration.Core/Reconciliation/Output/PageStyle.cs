namespace ErpSync.Reconciliation.Output;

/// <summary>Style of the page, on screen and on paper.</summary>
internal static class PageStyle
{
    public const string Sheet = """
        body{font:14px/1.45 system-ui,sans-serif;color:#1c2733;margin:2rem auto;max-width:72rem;padding:0 1rem}
        h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
        table{border-collapse:collapse;width:100%;font-size:12px}th,td{border-bottom:1px solid #d8dee6;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
        th{background:#f2f5f8}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .breaks{table-layout:fixed}.breaks th:nth-child(1){width:12%}.breaks th:nth-child(2){width:15%}.breaks th:nth-child(3),.breaks th:nth-child(4){width:8%}.breaks th:nth-child(5){width:4.5%}.breaks th:nth-child(6){width:4%}.breaks th:nth-child(7){width:9%}.breaks th:nth-child(8){width:10%}.breaks th:nth-child(9){width:7%}
        h2 .verdict{font-size:12px;padding:.1rem .5rem;margin-left:.3rem}
        .tiles{display:flex;flex-wrap:wrap;gap:.6rem}.tiles div{border:1px solid #d8dee6;border-radius:.4rem;padding:.5rem .8rem}.tiles b{display:block;font-size:1.1rem}.tiles span{color:#5b6b7c;font-size:12px}
        .verdict{font-weight:600;padding:.5rem .8rem;border-radius:.4rem}.ready{background:#e2f4e8;color:#14532d}.blocked{background:#fdeaea;color:#7f1d1d}
        svg{max-width:100%;height:auto;font:12px system-ui,sans-serif}svg text{fill:#1c2733}.up{fill:#2f7d59}.down{fill:#b4493b}.balance{fill:#3d5a80}
        @media print{body{margin:0;max-width:none;font-size:11px}section,tr{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}@page{size:A4 landscape;margin:14mm}}
        """;
}
