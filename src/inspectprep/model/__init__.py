"""Values: frozen attrs classes that everything else passes around. Import from the modules."""
