"""Excel 导入, one verb each. Import from here."""

from content_models.sheets.actions.asking import (
    HasProblems,
    NothingToImport,
    TooManyWaiting,
    drop_sheet,
    seen_sheet,
    start_import,
    upload_sheet,
)
from content_models.sheets.actions.working import (
    KEPT_FOR,
    STUCK_AFTER,
    check_sheet,
    fail_import,
    forget_sheet,
    run_import,
)

__all__ = [
    "KEPT_FOR",
    "STUCK_AFTER",
    "HasProblems",
    "NothingToImport",
    "TooManyWaiting",
    "check_sheet",
    "drop_sheet",
    "fail_import",
    "forget_sheet",
    "run_import",
    "seen_sheet",
    "start_import",
    "upload_sheet",
]
