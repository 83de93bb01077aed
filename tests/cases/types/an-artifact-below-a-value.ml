// expect: E0207@2
artifact Name: String = "acme.Name@0.0.1"

@image("python:3.11")
component load() -> (a: Name) container { command = ["load", a.path] }
