"""Record who changed what since a verdict was proposed that waits for sign-offs, from the audit log.

A correction that names the person who edited the evidence as its proposer gets the proposer of the version before.
Approvals and publications stay as they are.
"""

from typing import Any

from django.db import migrations
from django.db.models import Q

from factcheck.enums import ClaimState, CreatedBy

CHANGES = ("claim.edited", "claim.borders_moved", "evidence.linked", "evidence.edited", "verdict.reaffirmed")


def record_changes(apps: Any, schema_editor: Any) -> None:
    for verdict in apps.get_model("review", "Verdict").objects.filter(
        current=True, publication=None, claim__state=ClaimState.PROPOSED
    ):
        changers = set(_list_changers(apps, verdict))
        if corrected := apps.get_model("audit", "Event").objects.filter(
            action="verdict.corrected", target_type="verdict", target_id=verdict.pk
        ):
            _name_the_proposer(verdict)
            changers |= set(corrected.exclude(actor=None).values_list("actor_id", flat=True))
        for actor in changers:
            verdict.substance_changes.create(part=f"v{verdict.pk}.before-upgrade.{actor}", changed_by_id=actor)


def _list_changers(apps: Any, verdict: Any) -> Any:
    evidence = apps.get_model("evidence", "Evidence").objects.filter(claim=verdict.claim_id).values("pk")
    about = Q(target_type="claim", target_id=verdict.claim_id) | Q(target_type="verdict", target_id=verdict.pk)
    events = apps.get_model("audit", "Event").objects.filter(
        about | Q(target_type="evidence", target_id__in=evidence), action__in=CHANGES, at__gt=verdict.created_at
    )
    for actor, action, data in events.exclude(actor=None).values_list("actor_id", "action", "data"):
        if action != "claim.edited" or {"text", "speaker"} & set(data.get("fields", ())):
            yield actor


def _name_the_proposer(verdict: Any) -> None:
    before = verdict.claim.verdicts.filter(number__lt=verdict.number).order_by("number").last()
    # A person's own sign-off would contradict the constraint on proposers, so such a version keeps its name.
    if before and not verdict.signoffs.filter(member=before.proposed_by_id).exists():
        verdict.origin, verdict.proposed_by_id = CreatedBy.MACHINE, before.proposed_by_id
        verdict.save(update_fields=["origin", "proposed_by"])
        verdict.signoffs.update(proposed_by=before.proposed_by_id)


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0016_verdict_origin"),
        ("audit", "0006_rename_head_to_chainhead"),
        ("claims", "0012_drop_sentence_columns"),
    ]
    operations = [migrations.RunPython(record_changes, migrations.RunPython.noop)]
