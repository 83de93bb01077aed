// expect: E0209@2 E0209@5 E0209@6
type Tree = { children: List<Tree> }

type Left = { other: Right? }
artifact Own: Own = "acme.Own@0.0.1"
type Right = { other: Left? }

@image("python:3.11")
component show(tree: Tree) container { command = ["show", tree] }
