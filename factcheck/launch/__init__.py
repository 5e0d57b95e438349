"""Starts Factcheck's processes on one machine and restarts them; does not import Django.

`python -m factcheck.launch` starts everything, `python -m factcheck.launch.processes NAME` one process, on a laptop
and in production alike. Usage: docs/running.md. Reasons: docs/adr/0002-one-launcher.md.
"""
