"""Live polling: what an open page asks every few seconds, and what it gets when something has changed."""
