"""`manage.py export_labels`: what people decided about the splitter's suggestions, one JSON line a sentence."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.claims.training_labels import iter_training_labels


class Command(BaseCommand):
    help = "Print the labels that people's decisions make, as JSON Lines, to train a splitter on."

    def handle(self, *args: Any, **options: Any) -> None:
        for label in iter_training_labels():
            self.stdout.write(json.dumps(label, ensure_ascii=False))
