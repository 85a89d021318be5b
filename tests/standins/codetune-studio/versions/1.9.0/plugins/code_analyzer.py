NAME = "code_analyzer"
