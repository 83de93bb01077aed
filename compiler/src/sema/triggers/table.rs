//! The sources themselves.
//!
//! In: nothing. Out: [`TABLE`].

use super::{EventField, EventType, Source};
use crate::sema::decorators::calls::{SECRET_KEY, WHOLE_SECRET};
use crate::sema::decorators::{Argument, Format, Kind, Signature};

const DURATION: Kind = Kind::Formatted(Format::Duration);
const RESOURCE: Kind = Kind::Formatted(Format::Resource);
const TOKEN: Kind = Kind::Call(&[&SECRET_KEY], &Kind::Absent);
const LOGIN: Kind = Kind::Call(&[&WHOLE_SECRET], &Kind::Absent);
const NAME: Kind = Kind::Formatted(Format::PrometheusName);
const LABELS: Kind = Kind::Map(Format::AlertLabel, &Kind::Formatted(Format::AlertLabelValue));

const PREFIX: Argument = Argument::new("prefix", Kind::Text, "what the key must begin with");
const SUFFIX: Argument = Argument::new("suffix", Kind::Text, "what the key must end in");
const EVENTS: Argument =
    Argument::new("events", Kind::List(&Kind::Word(&["created", "deleted"])), "what must have happened")
        .or("[\"created\"]");
const FOR: Argument = Argument::new("for", DURATION, "how long it must hold").or("0s");
const SEVERITY: Argument =
    Argument::new("severity", Kind::Word(&["info", "warning", "critical"]), "how bad it is").or("warning");
const OWNER: Argument = Argument::new("owner", Kind::Text, "whose it is; the project's owner if left out");
const RUNBOOK: Argument = Argument::new("runbook", Kind::Formatted(Format::Url), "where it stands what to do");
const BODY: Argument = Argument::new("body", Kind::Type, "the type of `event.body`").or("Json");

static MINIO: Signature = Signature::new("minio", "notifications of a MinIO server").takes(&[
    Argument::new("endpoint", Kind::Formatted(Format::Endpoint), "the server").required().by_place(),
    Argument::new("auth", Kind::Call(&[&WHOLE_SECRET], &Kind::Nothing), "a secret with keys `accesskey`, `secretkey`")
        .required(),
    Argument::new("insecure", Kind::Bool, "whether it speaks plain HTTP").or("false"),
]);

static SQS: Signature = Signature::new("sqs", "a queue that the bucket's notifications go to").takes(&[
    Argument::new("queue", RESOURCE, "the queue").required().by_place(),
    Argument::new("region", Kind::Text, "its region, as in `\"eu-west-1\"`").required(),
    Argument::new("auth", LOGIN, "a secret with keys `accesskey`, `secretkey`; the pod's identity if left out"),
]);

static PUBSUB: Signature = Signature::new("pubsub", "a topic that the bucket's notifications go to").takes(&[
    Argument::new("topic", RESOURCE, "the topic").required().by_place(),
    Argument::new("project", RESOURCE, "its project").required(),
    Argument::new("subscription", RESOURCE, "a subscription that exists; made if left out"),
    Argument::new(
        "auth",
        Kind::Call(&[&SECRET_KEY], &Kind::Absent),
        "a service account's key; the pod's identity if left out",
    ),
]);

static STORAGE_QUEUE: Signature =
    Signature::new("storage_queue", "a queue that the container's events go to").takes(&[
        Argument::new("queue", RESOURCE, "the queue").required().by_place(),
        Argument::new("auth", Kind::Call(&[&SECRET_KEY], &Kind::Nothing), "its connection string").required(),
    ]);

const fn field(name: &'static str, ty: EventType, doc: &'static str) -> EventField {
    EventField { name, ty, doc }
}

const KEY: EventField = field("key", EventType::String, "the object's key");
const SIZE: EventField = field("size", EventType::Int, "its size in bytes");
const EVENT: EventField = field("event", EventType::String, "what happened, in the service's words");
const TIME: EventField = field("time", EventType::String, "when, as RFC 3339 has it");
const BUCKET: EventField = field("bucket", EventType::String, "the bucket");
const BODY_FIELD: EventField = field("body", EventType::Body, "what was sent");
const HEADERS: EventField = field("headers", EventType::Texts, "its headers");

const ALERT_EVENT: &[EventField] = &[
    field("name", EventType::String, "the alert's name"),
    field("labels", EventType::Texts, "its labels"),
    field("value", EventType::Float, "the value that raised it"),
    field("starts_at", EventType::String, "since when, as RFC 3339 has it"),
    field("fingerprint", EventType::String, "what tells it from other alerts"),
    field("url", EventType::String, "where Prometheus shows it"),
];
const RUN_EVENT: &[EventField] = &[
    field("run_id", EventType::String, "the run"),
    field("state", EventType::State, "how it ended"),
    field("outputs", EventType::Json, "what it yielded, by name"),
];

/// `event.date(…)` of a schedule.
pub static DATE: Signature = Signature::new("date", "the time at which the run was due, as text").takes(&[
    Argument::new("offset", Kind::Formatted(Format::Offset), "what is added to it, as in `-1d`").or("0s"),
    Argument::new("format", Kind::Formatted(Format::DateFormat), "how it is written").or("\"%Y-%m-%d\""),
]);

/// All sources.
pub static TABLE: &[Source] = &[
    Source {
        signature: Signature::new("schedule", "Fires by the clock.").takes(&[
            Argument::new("cron", Kind::Formatted(Format::Cron), "as in `\"0 2 * * *\"`").required().by_place(),
            Argument::new("timezone", Kind::Formatted(Format::Zone), "whose clock").or("\"UTC\""),
            Argument::new("start_deadline", DURATION, "how late a run may still start"),
            Argument::new("catch_up", Kind::Bool, "whether missed runs are made up for").or("false"),
            Argument::new("until", Kind::Formatted(Format::Instant), "when it ends"),
        ]),
        event: &[TIME],
    },
    Source {
        signature: Signature::new(
            "alert",
            "Fires when a Prometheus alert does; without `expr` the rule is there already.",
        )
        .takes(&[
            Argument::new("name", NAME, "the alert").required().by_place(),
            Argument::new("expr", Kind::Formatted(Format::PromQl), "when it holds, in PromQL"),
            FOR,
            Argument::new("labels", LABELS, "labels of the rule; without `expr`, labels that it must have").or("{}"),
            SEVERITY,
            OWNER,
            RUNBOOK,
        ]),
        event: ALERT_EVENT,
    },
    Source {
        signature: Signature::new(
            "drift",
            "Fires when `mlc_drift_score` of a model rises above a threshold, or is pushed no more.",
        )
        .takes(&[
            Argument::new("model", Kind::Text, "the model").required().by_place(),
            Argument::new("metric", Kind::Text, "the drift metric, as in `\"psi\"`").required(),
            Argument::new("threshold", Kind::Float, "what it must stay below").required(),
            FOR,
            Argument::new("feature", Kind::Text, "one feature; any of them if left out"),
            Argument::new("stale_after", DURATION, "the age of the score that fires, too"),
            SEVERITY,
            OWNER,
            RUNBOOK,
        ]),
        event: ALERT_EVENT,
    },
    Source {
        signature: Signature::new("webhook", "Fires when somebody posts JSON to it.").takes(&[
            Argument::new("path", Kind::Formatted(Format::UrlPath), "the path of its URL").required().by_place(),
            BODY,
            Argument::new("auth", TOKEN, "the token that callers must send; `none` lets anybody in"),
            Argument::new("tls", LOGIN, "a secret with keys `tls.crt`, `tls.key`; plain HTTP if left out"),
        ]),
        event: &[HEADERS, BODY_FIELD],
    },
    Source {
        signature: Signature::new("s3", "Fires when an object of an S3 bucket comes or goes.").takes(&[
            Argument::new("bucket", RESOURCE, "the bucket").required().by_place(),
            PREFIX,
            SUFFIX,
            EVENTS,
            Argument::new("via", Kind::Call(&[&MINIO, &SQS], &Kind::Nothing), "how its events are heard").required(),
        ]),
        event: &[BUCKET, KEY, SIZE, EVENT, TIME, field("etag", EventType::String, "the object's ETag")],
    },
    Source {
        signature: Signature::new("gcs", "Fires when an object of a Google Cloud Storage bucket comes or goes.").takes(
            &[
                Argument::new("bucket", RESOURCE, "the bucket").required().by_place(),
                PREFIX,
                SUFFIX,
                EVENTS,
                Argument::new("via", Kind::Call(&[&PUBSUB], &Kind::Nothing), "how its events are heard").required(),
            ],
        ),
        event: &[BUCKET, KEY, SIZE, EVENT, TIME, field("generation", EventType::String, "the object's generation")],
    },
    Source {
        signature: Signature::new("azure_blob", "Fires when a blob of an Azure storage container comes or goes.")
            .takes(&[
                Argument::new("container", RESOURCE, "the container").required().by_place(),
                PREFIX,
                SUFFIX,
                EVENTS,
                Argument::new("via", Kind::Call(&[&STORAGE_QUEUE], &Kind::Nothing), "how its events are heard")
                    .required(),
            ]),
        event: &[
            field("container", EventType::String, "the container"),
            KEY,
            SIZE,
            EVENT,
            TIME,
            field("url", EventType::String, "where the blob lies"),
        ],
    },
    Source {
        signature: Signature::new("kafka", "Fires for each message of a Kafka topic.").takes(&[
            Argument::new("topic", RESOURCE, "the topic").required().by_place(),
            Argument::new("brokers", Kind::List(&Kind::Formatted(Format::Endpoint)), "where Kafka is").required(),
            Argument::new("group", Kind::Text, "the consumer group; the trigger's name if left out"),
            BODY,
            Argument::new("auth", LOGIN, "a secret with keys `user`, `password`, which are sent over TLS"),
        ]),
        event: &[
            field("topic", EventType::String, "the topic"),
            field("partition", EventType::Int, "the partition"),
            field("offset", EventType::Int, "the message's offset"),
            KEY,
            TIME,
            HEADERS,
            BODY_FIELD,
        ],
    },
    Source {
        signature: Signature::new("git", "Fires when a repository's host tells of a push, tag or pull request.").takes(
            &[
                Argument::new("repository", Kind::Formatted(Format::Repository), "as in `\"acme/churn\"`")
                    .required()
                    .by_place(),
                Argument::new("branch", Kind::Text, "the branch; any if left out"),
                Argument::new(
                    "events",
                    Kind::List(&Kind::Word(&["push", "tag", "pull_request"])),
                    "what must have happened",
                )
                .or("[\"push\"]"),
                Argument::new("host", Kind::Word(&["github", "gitlab", "bitbucket"]), "whose notifications")
                    .or("github"),
                Argument::new("auth", TOKEN, "the secret that notifications are signed with; `none` lets anybody in"),
            ],
        ),
        event: &[
            field("repository", EventType::String, "the repository"),
            field("branch", EventType::String, "the branch or tag"),
            field("commit", EventType::String, "the newest commit"),
            field("author", EventType::String, "who did it"),
            field("message", EventType::String, "the commit's message"),
            field("url", EventType::String, "where it is shown"),
            EVENT,
        ],
    },
    Source {
        signature: Signature::new("success", "Fires when a run of that pipeline has succeeded.")
            .takes(&[Argument::new("pipeline", Kind::Pipeline, "the pipeline").required().by_place()]),
        event: RUN_EVENT,
    },
    Source {
        signature: Signature::new("failure", "Fires when a run of that pipeline has failed.").takes(&[Argument::new(
            "pipeline",
            Kind::Pipeline,
            "the pipeline",
        )
        .required()
        .by_place()]),
        event: RUN_EVENT,
    },
];
