"""Small flat illustrations, drawn in code: nobody's kitchen had to be photographed."""
