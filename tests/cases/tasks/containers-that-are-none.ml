// expect: E0414@4 E0414@5 E0414@6 E0414@7 E0414@8
@!image("python:3.11")

component a() container { }
component b() container { command = "train" }
component c() container { command = ["train"], image = "x" }
component d() container { command = ["train"], command = ["again"] }
component e() container { args = ["train"], env = { A = "b" } }
