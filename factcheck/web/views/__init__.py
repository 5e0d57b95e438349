"""The views, one module per noun. A view reads the user and the input, makes one call, and renders the result."""
