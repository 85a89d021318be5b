NAME = "anthropic_code_suggester"
