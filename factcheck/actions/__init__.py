"""Every write of the product: one function for each use case, called by page, API, command and task alike.

An action runs in one transaction. It checks the permission, locks the rows in the documented order (the audit chain of
the desk first), writes, drops sign-offs and marks verdicts stale where that is needed, and records the audit event.
Models, selectors and pure helpers are in the packages below; they never write across packages.

There is one module for each noun (`claims`, `evidence`, `desks`). Modules may import each other, without cycles.
"""
