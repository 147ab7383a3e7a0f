"""The page in a real browser, without a network."""
