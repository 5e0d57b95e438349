"""The forms of the pages. They check the shape of the input; the actions that they call check everything else."""
