"""A negotiating text as Markdown, HTML, Word, PDF and Akoma Ntoso, from one source."""
