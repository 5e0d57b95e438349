"""Starts Factcheck's processes and keeps them running on one machine; imports nothing of Django.

`python -m factcheck.launch` is the starter, `python -m factcheck.launch.processes NAME` is one process of it, the
same in production. docs/running.md tells people, docs/adr/0002-one-starter.md says why.
"""
