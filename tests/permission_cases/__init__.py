"""One case or more for every permission, with the audit events that its action records.

Shared by the tests of permissions, of the audit log and of notifications.
"""

from tests.permission_cases import content, desk, review
from tests.permission_cases.base import CASES, PermissionCase

__all__ = ["CASES", "PermissionCase", "content", "desk", "review"]
