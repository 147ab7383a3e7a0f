"""Tests of the package, module by module, and laws across them."""
