import os

__version__ = os.environ.get('STANDIN_SCIPY', '1.13.1')
