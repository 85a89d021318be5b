from giflab.cli import COMMANDS


def test_the_renamed_command_is_there():
    assert "view-failures" in COMMANDS


def test_the_former_name_is_gone():
    assert "debug-failures" not in COMMANDS
