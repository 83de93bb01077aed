// expect: E0520@5 E0520@6 E0521@7 E0521@8 E0504@9 E0527@11
// One volume a mount, with what belongs to it, one mount a path.

@image("python:3.12")
@mount("/nothing")
@mount("/two", pvc = "a", secret = "b")
@mount("/ca", secret = "ca", sub_path = "pem")
@mount("/scratch", empty_dir = true, size = 10Gi)
@mount("/claim", ephemeral = true)
@mount("/data", pvc = "raw")
@mount("/data", pvc = "clean")
component train() container { command = ["train"] }
