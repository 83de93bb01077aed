// expect: E0336@2 E0336@3 E0336@4
artifact Features: Dataset = "acme.Features"
artifact Table: Dataset = "acme.Table@1"
artifact Rows: Dataset = "@0.0.1"

@image("python:3.11")
component load() -> (a: Features, b: Table, c: Rows) container { command = ["load", a.path, b.path, c.path] }
