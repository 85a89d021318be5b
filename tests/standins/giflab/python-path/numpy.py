"""As much of NumPy as the checklist touches."""

uint8 = "uint8"


class Array:
    def __init__(self, shape):
        self.shape = shape


def zeros(shape, dtype=None):
    return Array(shape)
