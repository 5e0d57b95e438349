"""Every string of the pages is translated: with a pseudo-translation, no string of ours is left unmarked."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real

from tests import factories as make
from tests.web.pseudolocale import FullDesk, PseudoTranslation, find_untranslated
from tests.web.test_page_permissions import ROWS

pytestmark = pytest.mark.django_db

# What no language translates: the product's name, formats, methods, addresses, hashes, secrets, a language's own name.
ALLOWED = re.compile(
    r"Factcheck|\b[A-Z2-7]{32}\b|English|\bAPI\b|SHA-256|\S+@\S+|https?://\S+|\b[a-z.]+/\d+|\b[0-9a-f]{12}…"
    r"|\b[\w-]+\.(?:csv|json|pdf|svg|html|txt)\b"
    r"|\b(?:x?AIF|Argdown|SADFace|Kialo text|GraphML|CSV|JSON(?:-LD)?|OVA|Arguebuf|microtext XML)(?![a-z])"
)
ALLOWED_IN_CHINESE = re.compile(
    ALLOWED.pattern
    + r"|\b(?:JavaScript|Markdown|HTML|Word|docx|PDF|PNG|SVG|CSV|JSON-LD|JSON|ClaimReview|x?AIF|Argdown"
    r"|Graphviz|DOT|GraphML|Kialo|Mermaid|SADFace|Esc|Enter|F|mhtml|eml|srt|vtt|text|microtext"
    r"|A3|DF-QuAD|Potyka|Rago et al\.)(?![a-z])|Email"
)
FILES = {"export_file", "hypotheses_table"}
SHOWN = [name for name, row in ROWS.items() if not row.post and name not in FILES]
# Their buttons carry the only values that our pages send; a refusal names those values as programs know them.
BUTTONS = {
    "member_role",
    "export",
    "distribute",
    "mark_duplicate",
    "accept_part",
    "label_similarity",
    "suggestion_decide",
    "comment_reply",
    "critical_question",
}
TAKEN = [name for name, row in ROWS.items() if row.post and name not in BUTTONS]
BEFORE = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/no-such-page/",
    "/claims/999999/",
]
OWN = ["/work/", "/notices/", "/notices/settings/", "/account/", "/new-desk/", "/accounts/logout/"]
OF_THE_ACCOUNT = [
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
]


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return a client whose browser asks for the pseudo-translation."""
    monkeypatch.setitem(trans_real._translations, "zh-hans", PseudoTranslation("zh-hans"))
    return Client(headers={"accept-language": "zh-hans"})


@pytest.fixture
def full() -> FullDesk:
    return FullDesk(make.team())


def shown(client: Client, full: FullDesk) -> Iterator[tuple[str, HttpResponse]]:
    """Yield every page that a signed-in user can open."""
    for name in SHOWN:
        yield name, client.get(reverse(name, args=ROWS[name].args(full)))
    claims = [f"/claims/{claim.pk}/" for claim in full.by_state.values()]
    for page in [*OWN, *OF_THE_ACCOUNT, *claims, f"/c/{full.public.pk}/"]:
        yield page, client.get(page, follow=True)


def unmarked(
    pages: Iterable[tuple[str, HttpResponse]], allowed: re.Pattern[str] = ALLOWED
) -> dict[str, list[str]]:
    """Return the pages with untranslated text, and the text."""
    found = {name: find_untranslated(page.content.decode(), allowed) for name, page in pages}
    return {name: words for name, words in found.items() if words}


@pytest.mark.parametrize("role", ["admin", "reviewer", "viewer"])
def test_every_string_of_every_page_is_translated(pseudo: Client, full: FullDesk, role: str) -> None:
    pseudo.force_login(full.team.of(role))
    assert unmarked(shown(pseudo, full)) == {}


def test_every_string_of_the_public_pages_is_translated(pseudo: Client, db: None) -> None:
    assert unmarked((page, pseudo.get(page)) for page in BEFORE) == {}


def test_every_error_of_an_empty_form_is_translated(pseudo: Client, full: FullDesk) -> None:
    pseudo.force_login(full.team.admin)
    for name in TAKEN:
        with transaction.atomic():
            response = pseudo.post(reverse(name, args=ROWS[name].args(full)), follow=True)
            transaction.set_rollback(True)
        assert unmarked([(name, response)]) == {}


def test_chinese_pages_contain_no_english(full: FullDesk) -> None:
    client = Client(headers={"accept-language": "zh-hans"})
    assert unmarked(((page, client.get(page)) for page in BEFORE), ALLOWED_IN_CHINESE) == {}
    client.force_login(full.team.admin)
    assert unmarked(shown(client, full), ALLOWED_IN_CHINESE) == {}
