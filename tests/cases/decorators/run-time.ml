// expect: E0510@12 E0510@13 E0510@14 E0524@17 E0524@18
// Which settings may come from the run, and which must be constants.

@!image("python:3.12")

const TEAM: String = "growth"

component train() container { command = ["train"] }

pipeline nightly(which: String, cores: Int, rules: Map, names: List<String>) {
    train().image(which).resources(cpu = which, accelerator = which).mount("/data", pvc = which)
        .labels(team = which)
        .display("of ${which}")
        .env(TOKEN = which)
    train().image("ghcr.io/acme/train:${which}").toleration(json = rules).node_selector(json = rules)
        .node_affinity(json = rules).labels(team = TEAM)
        .resources(cpu = cores)
    train().toleration(json = which)
}
