"""One module a page: read the arguments, call graph or index, render."""
