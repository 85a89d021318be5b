import os
from pathlib import Path


def told(fault):
    """True when the stand-in has been told to do this wrong, by STANDIN_FAULTS."""
    return fault in os.environ.get('STANDIN_FAULTS', '').split()


def counted(fault):
    """How often this was asked, so that something can break later; kept outside of the system."""
    asked = Path(os.environ['STANDIN_DIRECTORY']) / f'asked-{fault}'
    with asked.open('a') as file:
        file.write('.')
    return asked.stat().st_size
