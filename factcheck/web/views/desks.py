"""The desks' front pages: the articles of a desk, and taking one in."""

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from factcheck import rules
from factcheck.articles.selectors import articles_of
from factcheck.articles.services import Submission, submit_file, submit_text
from factcheck.claims.selectors import still_splitting
from factcheck.claims.splitting import request_splitting
from factcheck.claims.tasks import split_revision
from factcheck.desks.models import Desk, User
from factcheck.desks.selectors import default_desk, get_desk
from factcheck.errors import NotFound
from factcheck.review.selectors import Progress, progress_of, stale_verdicts
from factcheck.web.forms.articles import ArticleForm
from factcheck.web.requests import SignedIn

PER_PAGE = 50


@login_required
def home(request: SignedIn) -> HttpResponse:
    try:
        return redirect("desk", default_desk(request.user).slug)
    except NotFound:
        return render(request, "desks/none.html")


@login_required
def desk(request: SignedIn, slug: str) -> HttpResponse:
    here = get_desk(request.user, slug)
    words = request.GET.get("q", "").strip()
    articles = articles_of(request.user, desk_id=here.pk, words=words).select_related("submitted_by")
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("page"))
    progress = progress_of(page.object_list)
    splitting = still_splitting(page.object_list)
    rows = [(article, progress.get(article.pk, Progress()), article.pk in splitting) for article in page]
    may_submit = rules.may(request.user, "article.submit", here)
    stale = stale_verdicts(here.pk)
    context = {
        "stale": stale,
        "desk": here,
        "page": page,
        "rows": rows,
        "words": words,
        "may_submit": may_submit,
    }
    return render(request, "desks/desk.html", context)


@login_required
def submit(request: SignedIn, slug: str) -> HttpResponse:
    here = get_desk(request.user, slug)
    rules.require(request.user, "article.submit", here)
    form = ArticleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.carry_out(take_in, request.user, here):
        return redirect("article", form.outcome.article.pk)
    return render(
        request, "desks/submit.html", {"desk": here, "form": form}, status=422 if form.errors else 200
    )


@transaction.atomic
def take_in(actor: User, desk: Desk, *, text: str, file: UploadedFile | None, **said: str) -> Submission:
    """Submit what was pasted or uploaded, and send its splitting to the workers."""
    if file:
        done = submit_file(actor, desk=desk, data=file.read(), filename=file.name or "", **said)
    else:
        done = submit_text(actor, desk=desk, text=text, **said)
    split_revision.send(request_splitting(done.revision).pk)
    return done
