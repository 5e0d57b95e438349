"""Base classes and shared parts of the REST API: viewsets, serializers, fields, pagination, errors, schema."""
