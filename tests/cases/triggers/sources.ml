// expect: E0601@9 E0602@10 E0603@11 E0604@12 E0605@13 E0606@14 E0607@15 E0608@16 E0609@17 E0610@18 E0519@19 E0504@20 E0601@21 E0521@22
// What is wrong with sources; each is told, and the targets are checked all the same.

@image("python:3.12")
component train() container { command = ["train"] }

pipeline nightly() { train() }

trigger a = cron("0 2 * * *") -> nightly()
trigger b = schedule("0 25 * * *") -> nightly()
trigger c = schedule("@daily", timezone = "europe/berlin") -> nightly()
trigger d = schedule("@daily", until = "next year") -> nightly()
trigger e = webhook("hooks", auth = none) -> nightly()
trigger f = alert("Low", expr = "model_auc{model=\"churn\"}") -> nightly()
trigger g = alert("too-low") -> nightly()
trigger h = "0 2 * * *" -> nightly()
trigger i = webhook("/hooks") -> nightly()
trigger j = any(schedule("@daily")) -> nightly()
trigger k = webhook("/hooks", auth = "hunter2") -> nightly()
trigger l = drift("churn", metric = "psi") -> nightly()
trigger m = s3("raw", via = sns("topic")) -> nightly()
trigger n = alert("Low", for = 5m) -> nightly()
