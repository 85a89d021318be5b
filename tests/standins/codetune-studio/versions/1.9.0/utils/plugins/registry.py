"""Finds plugins in a directory. One that cannot be loaded is told, and left out."""

import importlib.util
import sys
from pathlib import Path


class Registry:
    def __init__(self):
        self.tools = {}

    def discover_tools(self, directory):
        for file in sorted(Path(directory).glob("*.py")):
            if file.stem.startswith("_"):
                continue
            try:
                spec = importlib.util.spec_from_file_location(f"plugin_{file.stem}", file)
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                self.tools[module.NAME] = module
            except Exception as error:
                print(f"plugin {file.name} was left out: {error}", file=sys.stderr)

    def list_tools(self):
        return sorted(self.tools)


registry = Registry()
