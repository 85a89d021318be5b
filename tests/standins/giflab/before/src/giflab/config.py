FRAME_CACHE = {"enabled": False}
