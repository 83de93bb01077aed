//! A task that sleeps long, for runs that outlive their engine's restart.

@!image("python:3.11")
@!cache(false)

/// Sleeps for a number of seconds.
component take_nap(naptime_secs: Int) -> String python ```
    import time

    print(f"Sleeping for {naptime_secs} seconds ...")
    time.sleep(naptime_secs)
    return "I'm awake now. Did I snore?"
```

/// Prints a message after the nap.
component wake_up(message: String) python ```
    print(message)
```

/// Pipeline that sleeps for 15 mins (900 secs)
pipeline take_nap_pipeline(naptime_secs: Int = 900) {
    wake_up(message = take_nap(naptime_secs))
}
