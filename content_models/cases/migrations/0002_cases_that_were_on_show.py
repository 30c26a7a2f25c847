"""Cases that were published before there was a list of all of them are on it."""

import secrets

from django.db import migrations

from content_models.common.ids import uuid7
from content_models.common.search import bigrams, normalise


def list_them(apps, schema_editor):
    CasePage = apps.get_model("pages", "CasePage")
    Case = apps.get_model("cases", "Case")
    CaseSearchTerm = apps.get_model("cases", "CaseSearchTerm")
    Page = apps.get_model("wagtailcore", "Page")
    hidden = list(Page.objects.filter(live=False, numchild__gt=0).values_list("path", flat=True))
    for page in CasePage.objects.select_related("community").iterator(chunk_size=200):
        is_shown = page.live and not any(page.path.startswith(path) for path in hidden)
        words = "\n".join(
            line.strip()
            for part in (page.title, page.summary, page.problem, page.way, page.outcome)
            for line in part.splitlines()
            if line.strip()
        )
        order = None
        if is_shown and page.first_published_at:
            order = (int(page.first_published_at.timestamp() * 1000) << 16) | secrets.randbits(16)
        case = Case.objects.create(
            id=uuid7(),
            page=page,
            community=page.community,
            drafted_by_id=page.owner_id,
            area_kind=page.community.kind,
            search_text=normalise(words) if order else "",
            shown_order=order,
        )
        if order:
            CaseSearchTerm.objects.bulk_create(
                CaseSearchTerm(case=case, term=term, shown_order=order) for term in sorted(bigrams(words))
            )


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("pages", "0004_more_of_a_case")]

    operations = [migrations.RunPython(list_them, migrations.RunPython.noop)]
