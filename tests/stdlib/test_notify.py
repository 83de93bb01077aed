"""`std.notify` against a real HTTP listener: what is sent, what is tried again, what fails how."""


def test_text_arrives_as_slack_reads_it(component, listener):
    ran = component("webhook", {"url": listener.url, "text": 'a "quoted" line\nand ünïcode'})
    assert ran.code == 0, ran.log
    path, headers, body = listener.requests[0]
    assert body == {"text": 'a "quoted" line\nand ünïcode'}
    assert path == "/hooks/s3cr3t"
    assert headers["Content-Type"] == "application/json"
    assert "Authorization" not in headers


def test_fields_stand_beside_the_text(component, listener):
    fields = {"auc": 0.91, "text": "not this one", "tags": ["a", {"b": None}]}
    ran = component("webhook", {"url": listener.url, "text": "done", "fields": fields})
    assert ran.code == 0, ran.log
    assert listener.requests[0][2] == {"auc": 0.91, "text": "done", "tags": ["a", {"b": None}]}


def test_url_and_token_come_by_the_environment(component, listener):
    ran = component("webhook", {"text": "hi"}, WEBHOOK_URL=listener.url, WEBHOOK_TOKEN="t0ken")
    assert ran.code == 0, ran.log
    assert listener.requests[0][1]["Authorization"] == "Bearer t0ken"
    assert "s3cr3t" not in ran.log and "t0ken" not in ran.log


def test_a_server_in_trouble_is_tried_again(component, listener):
    listener.answers = [503, 429, 200]
    ran = component("webhook", {"url": listener.url, "text": "hi"})
    assert ran.code == 0, ran.log
    assert len(listener.requests) == 3


def test_http_500_fails_after_the_tries(component, listener):
    listener.answers = [500]
    ran = component("webhook", {"text": "hi", "retries": 1}, WEBHOOK_URL=listener.url)
    assert ran.code != 0
    assert len(listener.requests) == 2
    assert "refused the message in 2 tries" in ran.message
    assert "HTTP 500 Internal Server Error: the listener's answer" in ran.message
    assert "s3cr3t" not in ran.log


def test_a_refused_message_is_not_tried_again(component, listener):
    listener.answers = [404]
    ran = component("webhook", {"url": listener.url, "text": "hi"})
    assert ran.code != 0
    assert len(listener.requests) == 1
    assert "in 1 try: HTTP 404" in ran.message


def test_a_redirect_is_an_error_and_not_a_lost_message(component, listener):
    listener.answers = [302, 200]
    ran = component("webhook", {"url": listener.url, "text": "hi"})
    assert ran.code != 0
    assert len(listener.requests) == 1
    assert "HTTP 302" in ran.message


def test_nobody_listens(component, nowhere):
    ran = component("webhook", {"url": nowhere, "text": "hi", "retries": 0})
    assert ran.code != 0
    assert "webhook: 127.0.0.1 refused the message in 1 try" in ran.message
    assert "Connection refused" in ran.message


def test_no_url(component):
    ran = component("webhook", {"text": "hi"})
    assert ran.code != 0
    assert "pass `url`, or set WEBHOOK_URL" in ran.message


def test_a_url_that_is_no_web_address(component):
    ran = component("webhook", {"url": "file:///etc/hostname", "text": "hi"})
    assert ran.code != 0
    assert "must begin with http:// or https://" in ran.message
