"""What the stand-in has been told to do wrong: `live:slow-loading candidate:wrong-bounds` in STANDIN_FAULTS."""
import os
from pathlib import Path


def told(module, fault):
    """True when the tree that this module belongs to has the fault. Every tree but the live one is a copy of the candidate."""
    tree = 'live' if Path(module).resolve().parents[2].name == 'live' else 'candidate'
    return f'{tree}:{fault}' in os.environ.get('STANDIN_FAULTS', '').split()
