"""The tables as the models declare them."""

INDICES = []
