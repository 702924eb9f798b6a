"""Thesauri as SKOS in RDF: reading, conditions, writing."""
