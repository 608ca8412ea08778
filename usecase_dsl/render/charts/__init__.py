"""Charts of figures: plain values in, one function a kind of chart, SVG elements like those of all pictures out."""
