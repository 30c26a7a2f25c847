"""Certificates of service: one's own, free."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django_scopes import scopes_disabled
from ninja import Query, Router

from cms.api.auth import actor_of, signed_in
from cms.api.documents import pdf
from cms.api.etags import answer_by_content
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.hours import CertificateList, CertificateOut, PeriodIn, certificate_answer
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.hours import actions
from content_models.hours.models import Certificate
from content_models.people.actions import signed_in as somebody

router = Router(tags=["service"])


@write(router.post, "/communities/{slug}/certificates", out=CertificateOut, status=201, summary="Issue one of my hours")
def issue_certificate(request: HttpRequest, slug: str, payload: PeriodIn) -> dict[str, Any]:
    with in_community(slug) as community:
        certificate = actions.issue_certificate(
            actor=actor_of(request),
            community=community,
            first_day=payload.first_day,
            last_day=payload.last_day,
            now=utc_now(),
        )
        return certificate_answer(certificate)


@read(router, "/me/certificates", out=CertificateList, auth=signed_in, summary="My certificates")
def my_certificates(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    user = somebody(actor_of(request))
    name = list_key("certificates", user.pk)
    position = read_cursor(paging.cursor, of=name)
    with scopes_disabled():  # one's own, by person
        certificates = Certificate.objects.of(user.pk).select_related("community").order_by("-pk")
        if position:
            certificates = certificates.filter(pk__lt=any_id(position[0]))
        page, more = cut(list(certificates[: paging.limit + 1]), paging.limit)
        payload = {
            "items": [certificate_answer(one) for one in page],
            "next": write_cursor([page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=False)


@router.get(
    "/me/certificates/{certificate_id}/pdf",
    auth=signed_in,
    operation_id="get_certificate_pdf",
    summary="The paper",
    response={200: bytes},
)
def get_certificate_pdf(request: HttpRequest, certificate_id: str) -> HttpResponse:
    from cms.documents.certificate import certificate_pdf

    user = somebody(actor_of(request))
    with scopes_disabled():
        mine = Certificate.objects.of(user.pk).select_related("community")
        certificate = mine.filter(pk=any_id(certificate_id)).first()
        if certificate is None:
            raise Missing
        content = certificate_pdf(certificate, origin=f"{request.scheme}://{request.get_host()}")
    return pdf(content, f"{certificate.number}.pdf")
