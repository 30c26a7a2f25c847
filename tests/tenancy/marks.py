"""By what one reads whose something is, and the ids that nothing has."""

SLUGS = ("pine", "oak", "willow")
SHOWN = {"pine": "松公", "oak": "橡公", "willow": "柳公"}
KEPT = {"pine": "松密", "oak": "橡密", "willow": "柳密"}
DISTRICT_KEPT = {"near": "本区密", "far": "外区密"}
DISTRICT_SHOWN = {"near": "本区公", "far": "外区公"}
DISTRICT_OF = {"pine": "near", "oak": "near", "willow": "far"}
NOBODY = "0190a0a0-0000-7000-8000-000000000000"
NO_NUMBER = 987_654
MONTH = "2026-10"
# What is shown to all by its community may be read at home with next door's id; what is not, takes its place there.
HIDDEN = {"page_path": "hidden_path", "case": "case_draft", "case_elsewhere": "case_draft"}
