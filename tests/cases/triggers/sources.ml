// expect: E0601@9 E0602@10 E0603@11 E0604@12 E0605@13 E0606@14 E0607@15 E0608@16 E0609@17 E0610@18 E0519@19 E0504@20 E0601@21 E0521@22 E0606@23 E0606@24 E0606@25 E0606@26 E0607@27 E0607@28 E0607@29
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
trigger o = alert("Low", expr = "rat(errors_total[5m]) > 1") -> nightly()
trigger p = alert("Low", expr = "model_auc = 0.8") -> nightly()
trigger q = alert("Low", expr = "model_auc > bool 0.8") -> nightly()
trigger r = alert("Low", expr = "(model_auc > 0.8") -> nightly()
trigger s = alert("Low", labels = { __name__ = "x" }) -> nightly()
trigger t = alert("Low", expr = "model_auc > 1", labels = { value = "{{ $value }}" }) -> nightly()
trigger u = alert("Low", expr = "model_auc > 1", labels = { severity = "high" }) -> nightly()
trigger v = alert("Low", labels = { severity = "high" }) -> nightly()
