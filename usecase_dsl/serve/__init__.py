"""The site, served from memory and made again as texts change."""
