"""Users, desks, memberships, invitations, and the versioned rating scales of a desk."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.argument.semantics import DEFAULT_SEMANTICS
from factcheck.enums import Role
from factcheck.settings_cache import TABLE


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
    """A person, identified by an email address in lower case. `language` is the last one chosen, for emails.

    The address is always one that an admin vouched for or that was verified by mail; others are never stored. API keys
    from before `password_changed_at` have ended.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    password_changed_at = models.DateTimeField(null=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        # Not in an action: Django's own command `changepassword` has to end the keys too.
        self.password_changed_at = timezone.now()

    def get_role(self, desk_id: int) -> Role | None:
        """Return the role on a desk, or None. All roles are read once and cached on this object, so once a request."""
        # A page asks for permissions dozens of times, and a request has one user object.
        if not hasattr(self, "_roles"):
            self._roles = dict(self.memberships.values_list("desk_id", "role"))
        role = self._roles.get(desk_id)
        return Role(role) if role else None

    def clear_role_cache(self) -> None:
        """Make the next call of `get_role` read the roles again. Call it after every change of a membership."""
        self.__dict__.pop("_roles", None)


class DeskQuerySet(models.QuerySet["Desk"]):
    def visible_to(self, user: Any) -> "DeskQuerySet":
        return self.filter(pk__in=Membership.objects.list_desk_ids(user))


class Desk(models.Model):
    """A team with its members, scale and articles. Nothing of a desk is visible to another.

    `quorum` is the number of ratings of a claim, `signoffs` that of the sign-offs of a verdict. An assignment on which
    nothing is done for `assignment_days` is released (0: never). `semantics` is how the argument map weighs evidence,
    `thresholds` overrides its boundaries between the computed labels.
    """

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    quorum = models.PositiveSmallIntegerField(default=2)
    signoffs = models.PositiveSmallIntegerField(default=1)
    assignment_days = models.PositiveSmallIntegerField(default=14)
    semantics = models.CharField(max_length=40, default=DEFAULT_SEMANTICS)
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
    def list_desk_ids(self, user: Any) -> "models.QuerySet[Any, Any]":
        """Return the ids of the user's desks, for use as a subquery."""
        # An anonymous user has no key; 0 matches nobody, while None would be a condition on NULL.
        return self.filter(user_id=user.pk or 0).values("desk_id")


class Membership(models.Model):
    """One user on one desk, in one role."""

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
    """An invitation to a desk, in one role, until it expires or is revoked.

    With an email address it is for that person, once. Without one, everybody who has the link can use it.
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
    """One version of a desk's rating scale, never edited: a change is a new version. `best` is its highest step."""

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
    """One value of a scale. `value` is its step, 1 the worst; a label without a number has none."""

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


class SharedCacheEntry(models.Model):
    """The table of the shared cache, as Django's database cache defines it; read and written by `shared_cache.py`."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = TABLE

    def __str__(self) -> str:
        return self.cache_key
