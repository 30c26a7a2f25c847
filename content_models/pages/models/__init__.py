"""页面: what a community tells its neighbours. One tree, a branch per community; its home page is the branch's root."""

from content_models.pages.models.kinds import (
    ArticlePage,
    CasePage,
    ContactListPage,
    EventKind,
    EventPage,
    HomePage,
    HonorRollPage,
    NoticePage,
    QuestionPage,
    SectionPage,
    ServiceListPage,
)
from content_models.pages.models.page import HOME_PATH, CommunityPage
from content_models.pages.models.site import CommunitySite

KINDS: dict[str, type[CommunityPage]] = {
    model.kind: model
    for model in (
        HomePage,
        SectionPage,
        ArticlePage,
        NoticePage,
        CasePage,
        HonorRollPage,
        EventPage,
        ContactListPage,
        ServiceListPage,
        QuestionPage,
    )
}

__all__ = [
    "HOME_PATH",
    "KINDS",
    "ArticlePage",
    "CasePage",
    "CommunityPage",
    "CommunitySite",
    "ContactListPage",
    "EventKind",
    "EventPage",
    "HomePage",
    "HonorRollPage",
    "NoticePage",
    "QuestionPage",
    "SectionPage",
    "ServiceListPage",
]
