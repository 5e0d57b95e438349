"""Where things stand on a map: the steps behind `layout`, and the values it makes."""
