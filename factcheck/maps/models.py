"""What people add to an argument map: premises, and relations between any of its statements and relations.

Claims, evidence, and the relations that evidence has by its stance are in every map; they have no rows here. Rows are
switched off instead of deleted, and every change is stored so that it can be undone.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import QuestionState, RelationKind
from factcheck.evidence.models import Evidence

# One column for each kind of target instead of a generic relation, so that the database checks the foreign key.
TARGET_COLUMNS = (
    "target_claim",
    "target_evidence",
    "target_premise",
    "target_relation",
    "target_link",
    "target_parts",
)
RELATION_TARGET_COLUMNS = ("target_relation", "target_link", "target_parts")
PREMISE_COLUMNS = ("claim", "evidence", "premise")


def exactly_one(names: tuple[str, ...]) -> Q:
    """Return the condition that one of these columns is filled and the others are empty."""
    condition = Q()
    for filled in names:
        condition |= Q(**{f"{name}__isnull": name != filled for name in names})
    return condition


class MapElement(models.Model):
    """Common base of premises and relations.

    `version` increases with each change, and an edit names the version that its author saw. `active` is off once the
    element is removed. `base` is the strength before the supporters and attackers are counted.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    base = models.FloatField()
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]


class Premise(MapElement):
    """A statement that a person added. Its `base` is from 0.01 to 0.99: no premise is certain."""

    text = models.TextField()

    class Meta(MapElement.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(base__gte=0.01, base__lte=0.99), name="premise_base_range"),
            models.CheckConstraint(condition=~Q(text=""), name="premise_has_text"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class MapRelation(MapElement):
    """A relation with exactly one target: a statement, or for an undercut another relation.

    A support can target a relation as well, as in maps that were imported: it supports the inference.

    `target_link` is the relation that a piece of evidence has to its claim by its stance, `target_parts` the relation
    between the parts of a compound claim and the claim. `base` is the strength of the inference itself, from 0 to 1.
    `scheme` can name one of Walton's argumentation schemes.
    """

    audit_name = "relation"  # events had this name before the model was renamed

    kind = models.CharField(max_length=10, choices=[(k, k) for k in RelationKind])
    scheme = models.CharField(max_length=120, blank=True)
    target_claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    target_evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, null=True, related_name="+")
    target_premise = models.ForeignKey(Premise, on_delete=models.CASCADE, null=True, related_name="+")
    target_relation = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")
    target_link = models.ForeignKey(Evidence, on_delete=models.CASCADE, null=True, related_name="+")
    target_parts = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta(MapElement.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(base__gte=0, base__lte=1), name="relation_base_range"),
            models.CheckConstraint(condition=Q(kind__in=list(RelationKind)), name="relation_kind_known"),
            models.CheckConstraint(condition=exactly_one(TARGET_COLUMNS), name="relation_has_one_target"),
            models.CheckConstraint(condition=~Q(target_relation=F("id")), name="relation_not_its_own_target"),
            models.CheckConstraint(
                name="relation_kind_fits_target",
                condition=Q(kind=RelationKind.SUPPORT)
                | Q(kind=RelationKind.UNDERCUT)
                & (
                    Q(target_relation__isnull=False)
                    | Q(target_link__isnull=False)
                    | Q(target_parts__isnull=False)
                )
                | Q(kind__in=[RelationKind.ATTACK, RelationKind.REPHRASE])
                & Q(target_relation__isnull=True, target_link__isnull=True, target_parts__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} r{self.pk}"

    @property
    def target_column(self) -> str:
        """Return the one column of TARGET_COLUMNS that is filled."""
        return next(name for name in TARGET_COLUMNS if getattr(self, f"{name}_id") is not None)


UserElement = Premise | MapRelation


class RelationPremise(models.Model):
    """One premise of a relation: exactly one statement. Several premises of a relation together make one argument."""

    relation = models.ForeignKey(MapRelation, on_delete=models.CASCADE, related_name="premises")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, null=True, related_name="+")
    premise = models.ForeignKey(Premise, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(PREMISE_COLUMNS), name="relationpremise_one_statement"
            ),
            *(
                models.UniqueConstraint(fields=["relation", column], name=f"relationpremise_{column}_once")
                for column in PREMISE_COLUMNS
            ),
        ]

    def __str__(self) -> str:
        return f"of r{self.relation_id}"


class CriticalAnswer(models.Model):
    """What people say to a critical question of a relation's scheme. An open question has no row.

    An objection is an undercut of the relation, with the note as its premise. While the undercut is removed from the
    map, the question is open again.
    """

    relation = models.ForeignKey(MapRelation, on_delete=models.CASCADE, related_name="critical_answers")
    scheme = models.SlugField(max_length=60)
    question = models.SlugField(max_length=60)
    note = models.TextField()
    undercut = models.OneToOneField(MapRelation, on_delete=models.CASCADE, null=True, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["relation", "scheme", "question"], name="criticalanswer_once"),
            models.CheckConstraint(condition=~Q(note=""), name="criticalanswer_has_note"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}/{self.question} of r{self.relation_id}"

    @property
    def state(self) -> QuestionState:
        """The state of the question. Reads the undercut."""
        if self.undercut is None:
            return QuestionState.ANSWERED
        return QuestionState.OBJECTION if self.undercut.active else QuestionState.OPEN


class MapChange(models.Model):
    """One change of a premise ("p5") or relation ("r7"), with the values before and after, for display and undo.

    `reverts` is the change that an undo undoes, or the undo that a redo takes back.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="map_changes")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=24)
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)
    reverts = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="reverted_by")
    at = models.DateTimeField(auto_now_add=True)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["article", "id"], name="mapchange_by_article")]

    def __str__(self) -> str:
        return f"{self.subject} by {self.actor}"


class ImportedMap(models.Model):
    """The file that a map was imported from, and its data that has no column here.

    `extra` is data of the whole map, and `parts` that of its statements and relations by graph id, with their ids in
    the file. `kind` is the slug of the format.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="imported_map")
    filename = models.CharField(max_length=255, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    extra = models.JSONField(default=dict)
    parts = models.JSONField(default=dict)

    objects = DeskScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"of {self.article_id}"
