"""What people of a synthetic town write about the work that keeps them: a line each, naming nobody."""

WORK_LINES = (
    "12月議会の答弁資料の確認",
    "窓口で受けた申請の入力",
    "予算要求書の積算",
    "イベントの会場設営",
    "システムの切替えの立会い",
    "住民説明会の資料の印刷",
    "",
)
