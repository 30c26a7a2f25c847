"""What a roll counts, whom it is about, how often it comes out; Edition: open → frozen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Where the names come from."""

    MINUTES = "minutes", _("Verified service")  # whose hours somebody else has verified
    WISHES = "wishes", _("Confirmed wishes")  # wishes that the resident says are fulfilled
    TERM = "term", _("Years in a post")  # how long somebody has held it by the end of the period
    EDITIONS = "editions", _("Editions of another roll")  # on how many of its editions somebody stood: months → year
    NOMINATION = "nomination", _("Nomination")  # neighbours put names forward
    VOTE = "vote", _("Advisory vote")  # the result of a ballot
    COMMITTEE = "committee", _("Chosen by a committee")  # the community's office writes the names down


COMPUTED = frozenset({Source.MINUTES, Source.WISHES, Source.TERM, Source.EDITIONS})
PICKED = frozenset(Source) - COMPUTED


class Scope(models.TextChoices):
    """Whom the roll is about."""

    COMMUNITY = "community", _("The whole community")
    AREA = "area", _("A place and what is below it")
    POST = "post", _("A post")
    TEAM = "team", _("A team")


class Team(models.TextChoices):
    CHIEFS = "chiefs", _("Chiefs")  # who holds a chief role here; of one kind, if the roll names it (楼栋长)
    # Reported Party members. That somebody is one shows only by her own wish: those who wear the badge.
    VANGUARD = "vanguard", _("Vanguard team (先锋队): who wears the badge")
    WORKERS = "workers", _("Community workers")


class PeriodKind(models.TextChoices):
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    YEAR = "year", _("Every year")


class EditionState(models.TextChoices):
    OPEN = "open", _("Under way")  # it says who would be on it now
    FROZEN = "frozen", _("Published")  # stays as it is; what is corrected later is noted beside it


class NoteKind(models.TextChoices):
    CORRECTED = "corrected", _("A figure was corrected")  # after the edition was frozen
    POST_REMOVED = "post_removed", _("The post does not exist any more")
    REMARK = "remark", _("A word of the community")


class Choice(models.TextChoices):
    """How somebody wants to be shown when she is honoured."""

    FULL = "full", _("The full name")
    SHORT = "short", _("Short name, such as 王师傅")
    BADGE = "badge", _("Badge only, without a name")
    NOTHING = "no", _("Not at all")


class Address(models.TextChoices):
    """What follows the surname in a short name. She chooses; nobody guesses."""

    SHIFU = "shifu", _("师傅 (master)")
    MS = "ms", _("女士 (Ms)")
    MR = "mr", _("先生 (Mr)")
    TEACHER = "teacher", _("老师 (teacher)")
    AUNT = "aunt", _("阿姨 (auntie)")
    FELLOW = "fellow", _("同学 (schoolmate)")


# In names of Han characters, whatever the reader's language: it is part of the name.
ADDRESSES = {
    Address.SHIFU: "师傅",
    Address.MS: "女士",
    Address.MR: "先生",
    Address.TEACHER: "老师",
    Address.AUNT: "阿姨",
    Address.FELLOW: "同学",
}
