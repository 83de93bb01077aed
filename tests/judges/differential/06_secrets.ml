//! Secrets and config maps, in the environment and as files, named here and named at run time; field paths.
@!image("python:3.11")

component read() -> String python ```
    import os

    return os.environ["TOKEN"]
```

component find() -> String python ```
    return "vault"
```

pipeline secrets(secret_name: String = "db", config_name: String = "settings") {
    read()
        .env(
            TOKEN     = secret("api", "token"),
            USER_NAME = secret("api", "user"),
            MAX       = configmap("limits", "max"),
            NODE      = field("spec.nodeName"),
            LEVEL     = "debug",
        )
        .mount("/certs", secret = "certs", optional = true)
    let found = find()
    read().env(TOKEN = secret(secret_name, "password")).mount("/settings", configmap = config_name)
    read().env(TOKEN = secret("api", "token", optional = true)).mount("/vault", secret = found)
}
