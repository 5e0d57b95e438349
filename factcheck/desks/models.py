"""Who works together: people, desks, memberships, and the versioned scale that a desk rates on."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q

from factcheck.enums import Role


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, *, name: str = "", **fields: Any
    ) -> "User":
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by an email address (kept in lower case). `language` is the one last chosen, for mails."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def get_role(self, desk_id: int) -> Role | None:
        """The role on a desk, or None; all of a person's roles are read once per request's user object."""
        if not hasattr(self, "_roles"):
            self._roles = dict(self.memberships.values_list("desk_id", "role"))
        held = self._roles.get(desk_id)
        return Role(held) if held else None

    def clear_role_cache(self) -> None:
        """Read the roles anew the next time: one of them was changed."""
        self.__dict__.pop("_roles", None)


class DeskQuerySet(models.QuerySet["Desk"]):
    def visible_to(self, user: Any) -> "DeskQuerySet":
        return self.filter(pk__in=Membership.objects.desks_of(user))


class Desk(models.Model):
    """A team with its members, scale and articles. Nothing crosses a desk's wall.

    `quorum` is how many rate a claim and `signoffs` how many sign its verdict; a claim on which nothing is done
    for `assignment_days` goes back from who holds it (0: never); `thresholds` replaces any of those that a
    computed label goes by.
    """

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    quorum = models.PositiveSmallIntegerField(default=2)
    signoffs = models.PositiveSmallIntegerField(default=1)
    assignment_days = models.PositiveSmallIntegerField(default=14)
    thresholds = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(signoffs__gte=1), name="desk_asks_for_a_signoff"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def desks_of(self, user: Any) -> "models.QuerySet[Any, Any]":
        """The ids of the desks that a user is a member of, to be used as a subquery."""
        return self.filter(user_id=user.pk or 0).values("desk_id")


class Membership(models.Model):
    """One person on one desk, in one role."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role, role.title()) for role in Role])
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "user"], name="membership_once_per_desk"),
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.desk}: {self.role}"


class Invitation(models.Model):
    """A way onto a desk, in one role, until it expires or is revoked.

    With an email address it is for that person, once; without one it is a link for whoever is given it.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=[(role, role.title()) for role in Role])
    email = models.EmailField(blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="invitation_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.email or 'A link'}: {self.role} on {self.desk}"


class Scale(models.Model):
    """One version of a desk's ratings. Never edited: a change is a new version. `best` is its highest step."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="scales")
    version = models.PositiveIntegerField(default=1)
    best = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["desk_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "version"], name="scale_version_once_per_desk")
        ]

    def __str__(self) -> str:
        return f"{self.desk} scale {self.version}"


class Rating(models.Model):
    """A label of a scale. `value` is its step from 1 (worst) up; a label off the axis has none."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="ratings")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    value = models.PositiveSmallIntegerField(null=True)
    needs_evidence = models.BooleanField(default=True)

    class Meta:
        ordering = ["scale_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "slug"], name="rating_slug_once_per_scale"),
            models.UniqueConstraint(fields=["scale", "position"], name="rating_position_once_per_scale"),
            models.UniqueConstraint(fields=["scale", "value"], name="rating_value_once_per_scale"),
        ]

    def __str__(self) -> str:
        return self.label
