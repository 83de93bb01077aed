//! Messages to people and services when a run gets somewhere.
//!
//!     use std.notify.{webhook}
//!
//!     webhook(url = "https://hooks.example.com/runs", text = "the model is ready")
//!     webhook(text = "the model is ready").env(WEBHOOK_URL = secret("slack", "url"))
//!
//! Nothing is cached: every run sends its messages. A URL may hold a secret, so logs name its host
//! only.

@!image("python:3.12.8-slim-bookworm")
@!side_effects

/// Posts JSON to a URL: `{"text": text}`, with `fields` beside the text. Slack, Mattermost and
/// Rocket.Chat show `text`. A bearer token goes along where the environment has `WEBHOOK_TOKEN`.
@role(notify)
component webhook(
    /// What to say.
    text: String,
    /// Where to post, http or https. Without it `WEBHOOK_URL` of the environment: for a URL that is
    /// a secret, as Slack's is.
    url: String?,
    /// More members of the JSON object.
    fields: Map = {},
    /// Tries after the first, where nobody answers or the answer is 408, 429 or 5xx; 1 s, 2 s, 4 s
    /// and so on lie between.
    retries: Int = 3,
    /// Seconds to wait for an answer.
    timeout: Float = 10,
) python ```
    import json
    import os
    import time
    import urllib.error
    import urllib.parse
    import urllib.request

    class NoRedirect(urllib.request.HTTPRedirectHandler):  # to follow would make the POST a GET
        def redirect_request(self, *_):
            return None

    url = url or os.environ.get("WEBHOOK_URL")
    if not url:
        raise SystemExit("webhook: no URL: pass `url`, or set WEBHOOK_URL in the environment")
    address = urllib.parse.urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise SystemExit("webhook: the URL must begin with http:// or https:// and name a host")
    request = urllib.request.Request(
        url,
        data=json.dumps({**fields, "text": text}).encode(),
        headers={"Content-Type": "application/json"},
    )
    if token := os.environ.get("WEBHOOK_TOKEN"):
        request.add_header("Authorization", f"Bearer {token}")
    opener = urllib.request.build_opener(NoRedirect)

    for attempt in range(retries + 1):
        if attempt:
            time.sleep(min(2 ** (attempt - 1), 60))
        try:
            with opener.open(request, timeout=timeout) as answer:
                print(f"webhook: {address.hostname} answered HTTP {answer.status}")
                return
        except urllib.error.HTTPError as fault:
            said = fault.read(200).decode(errors="replace").strip()
            problem = f"HTTP {fault.code} {fault.reason}" + (f": {said}" if said else "")
            if fault.code not in (408, 429) and fault.code < 500:
                break
        except OSError as fault:  # no such host, connection refused, time-out
            problem = str(getattr(fault, "reason", fault))
        print(f"webhook: {address.hostname}, try {attempt + 1}: {problem}")
    tries = f"{attempt + 1} {'tries' if attempt else 'try'}"
    raise SystemExit(f"webhook: {address.hostname} refused the message in {tries}: {problem}")
```
