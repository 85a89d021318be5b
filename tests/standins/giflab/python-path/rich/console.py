class Console:
    pass
