//! Event sources: what listens.
//!
//! In: the events of a trigger. Out: at most two event sources, since Argo Events replaces those that listen for calls one
//! after the other and those that fetch all at once; where each event is heard.

use super::filters::{exactly, one_of};
use super::git;
use super::schema::{
    AzureQueueStorage, Bucket, ConsumerGroup, EventSource, EventSourceSpec, Github, Gitlab, KafkaSource, KeyRef, Minio,
    OwnedRepositories, PubSub, ResourceFilter, ResourceSource, S3Filter, Sasl, Selector, Service, ServicePort, Sqs,
    Tls, WebhookContext,
};
use super::{PORT, Setting, pods};
use crate::emit::errors;
use crate::emit::names::{Names, bounded};
use crate::emit::reports::Reports;
use crate::plan::trigger::{Event, EventKind, Git, Kafka, Objects, Run, SecretKey, Via, Webhook};

/// Where Alertmanager's messages go.
const ALERTS: &str = "/alertmanager";

/// What Argo Events answers itself.
const HEALTH: &str = "/health";

/// How long a question to a queue of Amazon's waits for messages, in seconds: the longest it may.
const LONG_POLL: u64 = 20;

/// What listens, and by which names: of each event its source and its name there.
pub(super) struct Sources {
    pub(super) objects: Vec<EventSource>,
    pub(super) heard: Vec<Option<(String, String)>>,
    /// Whether anybody calls.
    pub(super) called: bool,
    /// Whether runs are watched.
    pub(super) watches: bool,
}

/// What listens for the events of a trigger.
pub(super) fn sources(setting: &Setting<'_>, reports: &mut Reports<'_>) -> Sources {
    let mut building = Building {
        setting,
        called: EventSourceSpec::default(),
        fetched: EventSourceSpec::default(),
        names: Names::default(),
        endpoints: vec![HEALTH.to_owned()],
        alerts: None,
    };
    let fetching = bounded(&format!("{}-fetch", setting.name), super::NAME + 6);
    let mut heard = Vec::new();
    for event in &setting.scene.trigger.events {
        let name = building.event(event, reports);
        let source = if fetches(event) { &fetching } else { &setting.name };
        heard.push(name.map(|name| (source.clone(), name)));
    }
    let Building { mut called, mut fetched, endpoints, .. } = building;
    let empty = EventSourceSpec::default();
    let is_called = endpoints.len() > 1;
    if is_called {
        called.service = Some(Service { ports: vec![ServicePort { port: Some(PORT), target_port: Some(PORT) }] });
    }
    let watches = !fetched.resource.is_empty();
    let mut objects = Vec::new();
    for (name, spec) in [(&setting.name, &mut called), (&fetching, &mut fetched)] {
        if *spec != empty {
            spec.template = pods(setting, &setting.listener());
            objects.push(EventSource {
                api_version: "argoproj.io/v1alpha1",
                kind: "EventSource",
                metadata: setting.metadata(name, 1),
                spec: std::mem::take(spec),
            });
        }
    }
    Sources { objects, heard, called: is_called, watches }
}

/// Whether the event is fetched by one that may be there once only.
fn fetches(event: &Event) -> bool {
    match &event.kind {
        EventKind::Objects(objects) => matches!(objects.via, Via::Minio { .. } | Via::Pubsub { .. }),
        EventKind::Kafka(_) | EventKind::Run(_) => true,
        _ => false,
    }
}

struct Building<'a> {
    setting: &'a Setting<'a>,
    called: EventSourceSpec,
    fetched: EventSourceSpec,
    names: Names,
    endpoints: Vec<String>,
    /// The name of what hears alerts: one for all, as they come to one URL.
    alerts: Option<String>,
}

impl Building<'_> {
    /// Adds what listens for `event`. Returns the event's name there; `None` for a schedule.
    fn event(&mut self, event: &Event, reports: &mut Reports<'_>) -> Option<String> {
        Some(match &event.kind {
            EventKind::Schedule(_) => return None,
            EventKind::Alert(_) => {
                if let Some(name) = &self.alerts {
                    return Some(name.clone());
                }
                let secret = KeyRef {
                    name: self.setting.scene.options.alert_secret.clone(),
                    key: "token".to_owned(),
                    optional: None,
                };
                let context = WebhookContext { auth_secret: Some(secret), ..self.context(ALERTS, event, reports) };
                let name = self.add_webhook("alertmanager", context);
                self.alerts = Some(name.clone());
                name
            }
            EventKind::Webhook(webhook) => {
                let context = self.webhook(webhook, event, reports);
                self.add_webhook("webhook", context)
            }
            EventKind::Git(git) => self.git(git, event, reports),
            EventKind::Objects(objects) => self.objects(objects),
            EventKind::Kafka(kafka) => {
                let name = self.names.unique("kafka").to_string();
                self.fetched.kafka.insert(name.clone(), self::kafka(kafka, &self.setting.name));
                name
            }
            EventKind::Run(run) => {
                if self.setting.scene.options.namespace.is_none() {
                    reports.add(errors::run_without_namespace(event.span));
                }
                let name = self.names.unique("run").to_string();
                let source = runs(run, self.setting.scene.options.namespace.clone());
                self.fetched.resource.insert(name.clone(), source);
                name
            }
        })
    }

    fn add_webhook(&mut self, name: &str, context: WebhookContext) -> String {
        let name = self.names.unique(name).to_string();
        self.called.webhook.insert(name.clone(), context);
        name
    }

    /// What listens at `endpoint`, which must be free.
    fn context(&mut self, endpoint: &str, event: &Event, reports: &mut Reports<'_>) -> WebhookContext {
        if self.endpoints.iter().any(|taken| taken == endpoint) {
            reports.add(errors::taken_url(endpoint, event.span));
        }
        self.endpoints.push(endpoint.to_owned());
        WebhookContext {
            endpoint: endpoint.to_owned(),
            port: PORT.to_string(),
            method: "POST",
            // Without a URL nothing is registered anywhere.
            url: Some(""),
            ..WebhookContext::default()
        }
    }

    fn webhook(&mut self, webhook: &Webhook, event: &Event, reports: &mut Reports<'_>) -> WebhookContext {
        let of = |key: &str| webhook.tls.as_ref().map(|secret| key_of(secret, key));
        WebhookContext {
            auth_secret: webhook.auth.as_ref().map(reference),
            server_cert_secret: of("tls.crt"),
            server_key_secret: of("tls.key"),
            ..self.context(&webhook.path, event, reports)
        }
    }

    fn git(&mut self, git: &Git, event: &Event, reports: &mut Reports<'_>) -> String {
        let context = self.context(&format!("/{}", git.host), event, reports);
        let Some(secret) = git.auth.as_ref().filter(|_| git::is_signed(git)) else {
            return self.add_webhook(&git.host, context);
        };
        let name = self.names.unique(&git.host).to_string();
        let secret = Some(reference(secret));
        if git.host == "gitlab" {
            let source = Gitlab {
                projects: vec![git.repository.clone()],
                webhook: context,
                events: vec!["PushEvents", "TagPushEvents", "MergeRequestsEvents"],
                gitlab_base_url: "https://gitlab.com",
                // Asked for, and used only where webhooks are registered.
                access_token: secret.clone(),
                secret_token: secret,
            };
            self.called.gitlab.insert(name.clone(), source);
        } else {
            let (owner, repository) = git.repository.split_once('/').unwrap_or(("", &git.repository));
            let source = Github {
                repositories: vec![OwnedRepositories { owner: owner.to_owned(), names: vec![repository.to_owned()] }],
                webhook: context,
                events: vec!["push", "pull_request"],
                webhook_secret: secret,
                content_type: "json",
            };
            self.called.github.insert(name.clone(), source);
        }
        name
    }

    fn objects(&mut self, objects: &Objects) -> String {
        let base = match objects.via {
            Via::Minio { .. } => "minio",
            Via::Sqs { .. } => "sqs",
            Via::Pubsub { .. } => "pubsub",
            Via::StorageQueue { .. } => "storage-queue",
        };
        let name = self.names.unique(base).to_string();
        match &objects.via {
            Via::Minio { endpoint, auth, insecure } => {
                self.fetched.minio.insert(name.clone(), minio(objects, endpoint, auth, *insecure));
            }
            Via::Sqs { queue, region, auth } => {
                let of = |key: &str| auth.as_ref().map(|secret| key_of(secret, key));
                let source = Sqs {
                    queue: queue.clone(),
                    region: region.clone(),
                    access_key: of("accesskey"),
                    secret_key: of("secretkey"),
                    wait_time_seconds: Some(LONG_POLL),
                    json_body: true,
                };
                self.called.sqs.insert(name.clone(), source);
            }
            Via::Pubsub { topic, project, subscription, auth } => {
                let source = PubSub {
                    project_id: project.clone(),
                    topic: topic.clone(),
                    subscription_id: subscription.clone(),
                    credential_secret: auth.as_ref().map(reference),
                    json_body: true,
                };
                self.fetched.pub_sub.insert(name.clone(), source);
            }
            Via::StorageQueue { queue, auth } => {
                let source = AzureQueueStorage {
                    queue_name: queue.clone(),
                    connection_string: Some(reference(auth)),
                    json_body: true,
                    // Event Grid writes its messages in base64.
                    decode_message: true,
                };
                self.called.azure_queue_storage.insert(name.clone(), source);
            }
        }
        name
    }
}

fn minio(objects: &Objects, endpoint: &str, auth: &str, insecure: bool) -> Minio {
    let events = [(objects.created, "s3:ObjectCreated:*"), (objects.deleted, "s3:ObjectRemoved:*")];
    Minio {
        endpoint: endpoint.to_owned(),
        bucket: Bucket { name: objects.bucket.clone() },
        events: events.into_iter().filter_map(|(on, event)| on.then_some(event)).collect(),
        filter: S3Filter { prefix: objects.prefix.clone(), suffix: objects.suffix.clone() },
        insecure,
        access_key: Some(key_of(auth, "accesskey")),
        secret_key: Some(key_of(auth, "secretkey")),
    }
}

fn kafka(kafka: &Kafka, group: &str) -> KafkaSource {
    let of =
        |secret: &String| Sasl { user_secret: key_of(secret, "user"), password_secret: key_of(secret, "password") };
    KafkaSource {
        url: kafka.brokers.join(","),
        topic: kafka.topic.clone(),
        consumer_group: ConsumerGroup { group_name: kafka.group.clone().unwrap_or_else(|| group.to_owned()) },
        json_body: true,
        tls: kafka.auth.is_some().then_some(Tls { enabled: true }),
        sasl: kafka.auth.as_ref().map(of),
    }
}

/// Runs of the pipeline that come to their end while somebody looks: what ended before was told then.
fn runs(run: &Run, namespace: Option<String>) -> ResourceSource {
    let phases: &[&str] = if run.succeeded { &["Succeeded"] } else { &["Failed", "Error"] };
    let selector = |key: &'static str, value: String| Selector { key, operation: "==", value };
    ResourceSource {
        namespace,
        group: "argoproj.io",
        version: "v1alpha1",
        resource: "workflows",
        event_types: vec!["UPDATE"],
        filter: ResourceFilter {
            fields: vec![
                selector("spec.workflowTemplateRef.name", exactly(&run.pipeline)),
                selector("status.phase", one_of(phases).join("|")),
            ],
        },
    }
}

fn reference(secret: &SecretKey) -> KeyRef {
    key_of(&secret.name, &secret.key)
}

fn key_of(secret: &str, key: &str) -> KeyRef {
    KeyRef { name: secret.to_owned(), key: key.to_owned(), optional: None }
}
