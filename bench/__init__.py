"""Benchmarks, one module each, run as `python -m bench.NAME`; each prints one JSON line per figure."""
