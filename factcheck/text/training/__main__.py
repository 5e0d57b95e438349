"""`python -m factcheck.text.training`: trains all shipped weights.

The files are the same to the byte each time.
"""

from factcheck.text.training import attribution, check_worthiness

if __name__ == "__main__":
    check_worthiness.save_weights(check_worthiness.train(check_worthiness.load_examples()))
    labelled = attribution.load_examples()
    attribution.save_weights({method: attribution.train(labelled, method) for method in attribution.METHODS})
