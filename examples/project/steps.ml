//! The steps of `pipeline.ml`: a file that others use.
//!
//!     use "./steps.ml".{orders, recent}

/// Writes a few orders, one a line; a real one would read them from `folder`.
component orders(folder: String) -> (data: Dataset) python ```
    import datetime

    today = datetime.date.today()
    with open(data.path, "w") as file:
        for age in (0, 3, 30):
            file.write(f"{today - datetime.timedelta(days=age)} {folder}\n")
```

/// Keeps the orders of the last days.
component recent(data: Dataset, days: Int) -> (kept: Dataset, count: Int) python ```
    import datetime

    first = datetime.date.today() - datetime.timedelta(days=days)
    with open(data.path) as source:
        lines = [line for line in source if datetime.date.fromisoformat(line.split()[0]) >= first]
    with open(kept.path, "w") as target:
        target.writelines(lines)
    return len(lines)
```
