"""OpenCV, of which the checklist only asks that it is there."""
