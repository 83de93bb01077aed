//! The pipeline of 06_secrets.ml, with the components of 06_secrets.py as they stand.
use "./06_secrets.py".{read, find}

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
