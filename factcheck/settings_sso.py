"""Read the settings of one OpenID Connect provider from the environment, or of none."""

from typing import Any
from urllib.parse import urlsplit

from environ import Env


def openid_providers(env: Env) -> dict[str, Any]:
    """Return allauth's `SOCIALACCOUNT_PROVIDERS`: one provider if `OIDC_SERVER_URL` is set, else none.

    `OIDC_CLIENT_ID` is required as soon as the server is set; without it, environ raises ImproperlyConfigured.
    """
    server = env("OIDC_SERVER_URL", default="")
    if not server:
        return {}
    provider = {
        "provider_id": "oidc",
        "name": env("OIDC_NAME", default="Single sign-on"),
        "client_id": env("OIDC_CLIENT_ID"),
        "secret": env("OIDC_CLIENT_SECRET", default=""),
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [provider]}}


def sign_on_origins(providers: dict[str, Any]) -> list[str]:
    """Return the origins of the providers, for the `form-action` directive of the content security policy."""
    apps = providers.get("openid_connect", {}).get("APPS", [])
    servers = [urlsplit(app["settings"]["server_url"]) for app in apps]
    return [f"{server.scheme}://{server.netloc}" for server in servers]
