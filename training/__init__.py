"""How the embedded English models are made, from the annotated corpora to the packaged pipelines."""
