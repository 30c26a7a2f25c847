"""Below /_allauth/: the calls Linli answers itself stand before allauth's of the same path and name."""

from __future__ import annotations

from allauth.headless.constants import Client
from django.urls import URLPattern, include, path

from cms.accounts import views


def own_calls(client: Client) -> list[URLPattern]:
    """The same calls for the browser (cookie and CSRF token) and for apps (X-Session-Token)."""
    root = f"{client.value}/v1"
    return [
        path(f"{root}/auth/code/request", views.RequestCodeView.as_api_view(client=client)),
        path(f"{root}/auth/code/confirm", views.ConfirmCodeView.as_api_view(client=client)),
        path(f"{root}/auth/login", views.PasswordLoginView.as_api_view(client=client)),
        path(f"{root}/auth/signup", views.ClosedSignupView.as_api_view(client=client)),
        path(f"{root}/auth/phone/verify", views.PhoneVerifyView.as_api_view(client=client)),
        path(f"{root}/account/phone", views.PhoneChangeView.as_api_view(client=client)),
    ]


urlpatterns = [
    *own_calls(Client.BROWSER),
    *own_calls(Client.APP),
    path("", include("allauth.headless.urls")),
]
