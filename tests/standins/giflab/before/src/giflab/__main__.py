import sys

COMMANDS = ["cache", "metrics", "run", "tag", "debug-failures"]
print("Commands:", ", ".join(COMMANDS))
sys.exit(0)
