//! Importer: what lies in a store already becomes an artifact, without a pod that copies it.
//!
//!     mlc build examples/importer.ml

@!image("python:3.12.8-slim-bookworm")

/// Finds the newest export: here by today's date, in real life by asking the store.
component newest(root: String) -> String python ```
    import datetime

    return f"{root}/{datetime.date.today():%Y-%m-%d}.csv"
```

/// Counts the lines of a table.
component count(table: Dataset) -> Int python ```
    print(table.uri, table.metadata)
    with open(table.path) as file:
        return sum(1 for _ in file)
```

/// Counts the lines of imported tables.
pipeline importer_example(root: String = "s3://exports/customers", version: String = "v1") -> Int {
    // A URI that is known here, and one that a task finds at run time.
    let countries = importer(Dataset, "s3://reference/countries.csv", metadata = { source = "UN" })
    let customers = importer(Dataset,
        uri      = newest(root),
        metadata = { version = version },
        reimport = true,                             // a new artifact, known URI or not
    )
    count(table = countries)
    return count(table = customers)
}
