"""hermit.py FILE: reads N-Triples with owlready2, reasons over them with HermiT, and prints what cannot be.

That is the line "inconsistent", or the IRI of each class that nothing can be a member of.
"""

import sys
from pathlib import Path

import owlready2

if __name__ == "__main__":
    world = owlready2.World()
    with Path(sys.argv[1]).open("rb") as file, world.get_ontology("http://data.example/read").load(fileobj=file):
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            print("inconsistent")
        else:
            print(*sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing), sep="\n", end="")
