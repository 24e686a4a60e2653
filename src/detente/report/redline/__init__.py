"""A redline as a page, on a terminal and as a Word document with tracked changes."""
