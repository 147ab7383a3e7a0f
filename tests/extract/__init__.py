"""Tests of extraction on Docs made by hand: no model is needed, and a failure is the rule's."""
