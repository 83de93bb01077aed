//! How a Python component is installed: packages, indexes, no kfp, a virtual environment.
@!image("python:3.11")

@packages("pandas==2.2.3", "pyarrow>=17,<19")
component frame(rows: Int) -> Int python ```
    import pandas as pd

    return len(pd.DataFrame({"x": range(rows)}))
```

@image("python:3.12-slim")
@packages("acme-tools")
@pip_index("https://pypi.acme.test/simple", "https://pypi.org/simple", trusted_hosts = ["pypi.acme.test"])
component tools() python ```
    import acme_tools

    acme_tools.run()
```

@image("ghcr.io/acme/base:1.0")
@python(install_kfp = false)
component bare(text: String = "x") -> String python ```
    return text
```

@python(use_venv = true)
@packages("requests")
component apart() python ```
    import requests

    print(requests.__version__)
```

pipeline packages() {
    frame(rows = 3)
    tools()
    bare()
    apart()
}
