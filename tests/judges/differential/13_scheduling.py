"""Where and how pods run: selectors, tolerations, affinity, labels, pull secrets, deadlines, security."""

from kfp import dsl, kubernetes


@dsl.component(base_image="python:3.11")
def work(name: str):
    print(name)


@dsl.pipeline(name="scheduling")
def pipeline(selector: dict = {"disk": "ssd"}, toleration: dict = {"key": "b", "operator": "Exists"}):
    first = work(name="first")
    kubernetes.add_node_selector(first, label_key="gpu", label_value="a100")
    kubernetes.add_toleration(first, key="gpu", operator="Equal", value="yes", effect="NoSchedule")
    kubernetes.add_toleration(first, key="slow", operator="Exists", effect="NoExecute", toleration_seconds=60)
    kubernetes.add_pod_label(first, label_key="team", label_value="growth")
    kubernetes.add_pod_label(first, label_key="app.kubernetes.io/name", label_value="churn")
    kubernetes.add_pod_annotation(first, annotation_key="note", annotation_value="it's on")
    kubernetes.set_image_pull_policy(first, "Always")
    kubernetes.set_image_pull_secrets(first, ["regcred", "other"])
    kubernetes.set_timeout(first, 3600)
    second = work(name="second")
    kubernetes.add_node_selector_json(second, selector)
    kubernetes.add_toleration_json(second, toleration)
    kubernetes.add_node_affinity(
        second,
        match_expressions=[{"key": "zone", "operator": "In", "values": ["a", "b"]}],
    )
    kubernetes.add_node_affinity(
        second,
        match_expressions=[{"key": "disk", "operator": "Exists"}],
        weight=50,
    )
