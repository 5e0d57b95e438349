"""Answer the critical questions of a relation, or turn them into objections, which undercut it in the map.

An objection changes what verdicts rest on, as every change of the map does. An answer is a note for the desk: no report
prints it, so it drops no sign-off.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.maps import add_premise, add_relation, update_element
from factcheck.argument.schemes import ArgumentScheme, find_scheme
from factcheck.audit.services import record_event
from factcheck.desks.models import User
from factcheck.enums import QuestionState, RelationKind
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.limits import ensure_text
from factcheck.maps.graph_ids import graph_id_of
from factcheck.maps.models import CriticalAnswer, MapRelation, Premise

DEFAULT_STRENGTH = 0.5


@transaction.atomic
def answer_question(
    actor: User, *, relation: MapRelation, question: str, state: QuestionState, note: str = ""
) -> None:
    """Set the state of a question of a relation's scheme. An answer and an objection need a note that says it.

    Raises InvalidInput for a question that the scheme does not have, ConflictError for a relation that was removed.
    """
    permissions.ensure_permission(actor, "map.edit", relation)
    state, note = QuestionState(state), note.strip()
    # The rows before the audit chain, as every action of the map does.
    relation = MapRelation.objects.select_for_update().select_related("article__desk").get(pk=relation.pk)
    scheme = _validate(relation, question, state, note)
    where: dict[str, Any] = {"relation": relation, "scheme": scheme.slug, "question": question}
    answer = CriticalAnswer.objects.select_related("undercut").filter(**where).first()
    undercut = answer.undercut if answer and answer.undercut and answer.undercut.active else None
    if undercut:
        _lock(undercut)
    if state is QuestionState.OBJECTION:
        undercut = _object(actor, relation, undercut, note)
    elif undercut:
        _withdraw(actor, undercut)
        undercut = None
    if state is QuestionState.OPEN:
        CriticalAnswer.objects.filter(**where).delete()
    else:
        values = {"note": note, "undercut": undercut, "answered_by": actor}
        CriticalAnswer.objects.update_or_create(**where, defaults=values)
    data = {"scheme": scheme.slug, "question": question, "state": state}
    record_event(actor, "map.question_answered", relation, desk_id=relation.desk_id, **data)


def _lock(undercut: MapRelation) -> None:
    """Lock an objection and its premise."""
    MapRelation.objects.select_for_update().get(pk=undercut.pk)
    if premise := _get_premise(undercut):
        Premise.objects.select_for_update().get(pk=premise.pk)


def _validate(relation: MapRelation, question: str, state: QuestionState, note: str) -> ArgumentScheme:
    if not relation.active:
        raise ConflictError(_("This relation was removed from the map."))
    scheme = find_scheme(relation.scheme)
    if scheme is None:
        problem = _("“%(scheme)s” is not a scheme with critical questions. Choose another scheme first.")
        if not relation.scheme:
            problem = _("This relation has no scheme. Choose one first.")
        raise InvalidInput(problem % {"scheme": relation.scheme}, fields={"scheme": _("Choose a scheme.")})
    if scheme.get_question(question) is None:
        known = ", ".join(each.slug for each in scheme.questions)
        raise InvalidInput(
            _("The scheme has no question “%(question)s”.") % {"question": question[:60]},
            fields={"question": _("One of: %(known)s.") % {"known": known}},
        )
    ensure_text(note, "premise", field="note")
    if state is not QuestionState.OPEN and not note:
        raise InvalidInput(
            _("An answer or objection needs a text."), fields={"note": _("Enter the answer or objection.")}
        )
    return scheme


def _object(actor: User, relation: MapRelation, undercut: MapRelation | None, note: str) -> MapRelation:
    """Return the undercut that is the objection, with this note as its premise."""
    premise = _get_premise(undercut) if undercut else None
    if undercut and premise:
        update_element(actor, row=premise, version=premise.version, text=note, active=True)
        return undercut
    premise = add_premise(actor, article=relation.article, text=note, base=DEFAULT_STRENGTH)
    return add_relation(
        actor,
        article=relation.article,
        kind=RelationKind.UNDERCUT,
        premises=[graph_id_of(premise)],
        target=graph_id_of(relation),
    )


def _withdraw(actor: User, undercut: MapRelation) -> None:
    """Remove an undercut from the map, and its premise if nothing else there needs it."""
    premise = _get_premise(undercut)
    update_element(actor, row=undercut, version=undercut.version, active=False)
    needs_it = Q(premises__premise=premise) | Q(target_premise=premise)
    if premise and premise.active and not MapRelation.objects.filter(needs_it, active=True).exists():
        update_element(actor, row=premise, version=premise.version, active=False)


def _get_premise(undercut: MapRelation) -> Premise | None:
    row = undercut.premises.select_related("premise__article").filter(premise__isnull=False).first()
    return row.premise if row else None
