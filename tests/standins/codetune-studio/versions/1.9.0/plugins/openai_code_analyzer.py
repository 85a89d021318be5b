NAME = "openai_code_analyzer"
