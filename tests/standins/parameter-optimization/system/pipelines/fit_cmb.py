import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from pipelines.fit_core.command_line import main

if __name__ == '__main__':
    sys.exit(main('cmb'))
