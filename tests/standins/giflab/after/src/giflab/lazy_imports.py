from importlib.util import find_spec


def is_pil_available():
    return find_spec("PIL") is not None


def is_matplotlib_available():
    return find_spec("matplotlib") is not None
