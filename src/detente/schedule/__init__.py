"""In which order: schedules that no party gains by breaking, and their verification."""
