//! Failures: what is tried again, what ends in time, what runs although something failed.
//!
//!     mlc build examples/failures.ml
//!
//! `finally` runs once when its `try` has ended, however; a pipeline may end in one. The run fails
//! if the `try` failed, so a clean-up hides nothing.

@!image("python:3.12.8-slim-bookworm")

/// Fetches a page from a service that is not always there.
component fetch(url: String) -> (page: Artifact, size: Int) python ```
    import urllib.request

    with urllib.request.urlopen(url, timeout=10) as answer:
        text = answer.read()
    with open(page.path, "wb") as file:
        file.write(text)
    return len(text)
```

/// Looks for news in a page; the pipeline can do without.
component look(page: Artifact, word: String) -> (line: String) python ```
    with open(page.path, encoding="utf-8") as file:
        for line in file:
            if word in line:
                return line.strip()
    raise SystemExit(f"{word!r} is not in the page")
```

/// Writes a line into the log, whether there was news or not: of a task that failed comes the empty text.
component note(line: String = "") -> String python ```
    return line or "there is nothing new"
```

/// Says how the run ended.
component tell(url: String, status: Status) python ```
    print(f"reading {url}: {status.state}")
    if status.error_message:
        print(status.error_message)
```

/// Looks for news in a page.
@timeout(1h)                                         // the whole run
pipeline failures(url: String = "https://example.com/", word: String = "news") -> String {
    let fetched = fetch(url)
        .retry(3, backoff = 10s, factor = 2, max_backoff = 1m)
        .timeout(2m)                                 // one attempt
        .cache(false)                                // a page may change
    let looked = look(page = fetched.page, word)
    return note(line = looked.line).ignore_upstream_failure()
} finally(status) {
    tell(url, status)
}
