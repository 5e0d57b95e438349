"""Running a suggestion request: call the model within the budget, check its response, and store what passes.

An item is stored only if its quote occurs in the text it was asked about, and only if it is new.
"""

import time
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from factcheck.audit.services import record_event
from factcheck.exceptions import FactcheckError
from factcheck.suggestions import llm_client
from factcheck.suggestions.budget import ensure_within_budget
from factcheck.suggestions.models import Suggestion, SuggestionRequest
from factcheck.suggestions.prompt_inputs import PromptInput, QuoteLocation, build_prompt_input
from factcheck.suggestions.prompts import get_prompt
from factcheck.suggestions.response_parser import ResponseItem, parse_response


def run_request(job_id: int, *, redelivered: bool = False) -> bool:
    """Call the model and store its suggestions; return False if another worker has the job or it is done."""
    jobs = SuggestionRequest.objects.all()
    attempt = jobs.acquire(job_id, redelivered=redelivered)
    if attempt is None:
        return False
    request = jobs.select_related("revision", "article", "claim", "source", "requested_by").get(pk=job_id)
    prompt_input = build_prompt_input(request)
    return _store(request, attempt, prompt_input, _call_model(request, prompt_input))


def _call_model(request: SuggestionRequest, prompt_input: PromptInput) -> tuple[ResponseItem, ...]:
    """Return the items of the model's response.

    The audit log gets an event before every call and one for the outcome, without any text. These commit by
    themselves: no transaction is open while the model answers, and a call is recorded even if the worker dies.
    """
    prompt = get_prompt(request.kind)
    estimate = llm_client.estimate_tokens(prompt, prompt_input.data)
    started, outcome = time.monotonic(), "broke"

    def before_call() -> None:
        _reserve_tokens(request, estimate)
        _record_call(request, "llm.called", tokens=estimate)

    try:
        completion = llm_client.complete(prompt, prompt_input.data, before_call=before_call)
        if completion.tokens:
            _commit_usage(request, reserved=estimate, used=completion.tokens)
        items = parse_response(completion.content, prompt)
        outcome = "answered"
    except FactcheckError as error:
        outcome = error.code
        raise
    finally:
        _record_call(request, "llm.ended", outcome=outcome, seconds=round(time.monotonic() - started, 1))
    return items


@transaction.atomic
def _reserve_tokens(request: SuggestionRequest, tokens: int) -> None:
    """Count a call at its estimate before it is made, so that calls at the same time see each other."""
    ensure_within_budget(tokens)
    SuggestionRequest.objects.filter(pk=request.pk).update(tokens=F("tokens") + tokens)


def _commit_usage(request: SuggestionRequest, *, reserved: int, used: int) -> None:
    """Replace the estimate of the last call by the tokens that the endpoint reported."""
    SuggestionRequest.objects.filter(pk=request.pk).update(tokens=F("tokens") - reserved + used)


def _record_call(request: SuggestionRequest, action: str, **data: Any) -> None:
    data |= {"method": request.method, "model": request.model}
    record_event(request.requested_by, action, request, desk_id=request.desk_id, **data)


@transaction.atomic
def _store(
    request: SuggestionRequest, attempt: int, prompt_input: PromptInput, items: Iterable[ResponseItem]
) -> bool:
    """Store new items whose quotes are found, and count the others that are not; False if the attempt is outdated."""
    known, rows, dropped = _load_known_keys(request), [], 0
    for item in items:
        location = prompt_input.find(item)
        if location is None:
            dropped += 1
            continue
        row = _to_row(request, item, location)
        if _key(row) not in known:
            known.add(_key(row))
            rows.append(row)
    if not SuggestionRequest.objects.all().finish(request.pk, attempt, dropped=dropped):
        return False
    Suggestion.objects.bulk_create(rows)
    return True


def _to_row(request: SuggestionRequest, item: ResponseItem, location: QuoteLocation) -> Suggestion:
    return Suggestion(
        desk_id=request.desk_id,
        request=request,
        evidence=location.evidence,
        start=location.span.start,
        end=location.span.end,
        quote=location.span.of(_quoted_text(request, location)),
        text=" ".join(item.wording.split()),
        speaker=" ".join(item.speaker.split()),
        stance=item.stance,
    )


def _quoted_text(request: SuggestionRequest, location: QuoteLocation) -> str:
    if location.evidence is not None:
        return location.evidence.quote
    return request.source.text if request.source else request.revision.text


def _load_known_keys(request: SuggestionRequest) -> set[tuple[Any, ...]]:
    """Return the keys of what earlier requests about the same texts have suggested, decided or not."""
    earlier = Suggestion.objects.filter(
        request__revision=request.revision,
        request__kind=request.kind,
        request__claim=request.claim,
        request__source=request.source,
    )
    return set(map(_key, earlier))


def _key(row: Suggestion) -> tuple[Any, ...]:
    return row.evidence_id, row.start, row.end, row.text, row.stance
