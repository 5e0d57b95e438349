"""How much bears on what: the numbers behind `semantics`. Reads graphs, knows no words."""
