"""The inter-rater agreement of a desk, and its most contested claims."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from factcheck.articles.selectors import list_articles
from factcheck.desks.selectors import get_desk
from factcheck.review.agreement_report import build_agreement_report
from factcheck.web.types import AuthenticatedRequest


@login_required
def report(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    asked = request.GET.get("article", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    article = list_articles(request.user, desk_id=desk.pk).filter(pk=wanted).first() if wanted else None
    found = build_agreement_report(desk.pk, article=article.pk if article else None)
    context = {
        "desk": desk,
        "article": article,
        "found": found,
        "times": [(_("Before the reveal, blind"), found.before), (_("After the reveal"), found.after)],
    }
    return render(request, "desks/agreement.html", context)
