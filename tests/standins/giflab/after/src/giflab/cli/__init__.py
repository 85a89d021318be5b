"""The commands, and what each says of itself."""

cache = metrics = run = tag = validate = object()
COMMANDS = {
    "cache": "manage the frame cache",
    "deps": "check, install-help, status",
    "metrics": "compare two files",
    "organize-directories": "sort files by date",
    "run": "run the pipelines",
    "select-pipelines": "pick the best pipelines",
    "tag": "tag files",
    "validate": "validate results",
    "view-failures": "show what failed",
}
