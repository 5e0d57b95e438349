"""`python -m factcheck.text.training`: makes every weight that is shipped, anew and the same to the byte."""

from factcheck.text.training import attribution, worth

if __name__ == "__main__":
    worth.write(worth.train(worth.read()))
    labelled = attribution.read()
    attribution.write({method: attribution.train(labelled, method) for method in attribution.METHODS})
