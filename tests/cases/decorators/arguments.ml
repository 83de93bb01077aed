// expect: E0504@6 E0505@7 E0506@8 E0507@9 E0508@10 E0509@11 E0524@12 E0503@14 E0526@15 E0504@16
// What is wrong with the arguments of decorators.

@image("python:3.12")
@timeout(2h)
@retry(backoff = 10s)
@cache(keyy = "x")
@labels(team = "a", team = "b")
@mutex("a", "b")
@role(trainer)
@security(run_as_user = -5)
@mount("/data", empty_dir = false)
@env(A = "")
@timeout(3h)
@display(" ")
@annotations
component train() container { command = ["train"] }
