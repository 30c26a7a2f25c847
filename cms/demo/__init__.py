"""The demo: two invented districts with their people and wishes, made by the domain's own actions."""
