//! Repositories: what the three hosts send.
//!
//! In: which events of which host. Out: where a field lies, what passes.
//! See the hosts' own pages on the events of their webhooks.

use super::code::{Code, at};
use super::filters::{Filter, begins, exactly, one_of};
use crate::plan::trigger::Git;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Push,
    Tag,
    PullRequest,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Tag => "tag",
            Self::PullRequest => "pull-request",
        }
    }
}

/// What is listened for.
pub(super) fn kinds(git: &Git) -> impl Iterator<Item = Kind> {
    let all = [("push", Kind::Push), ("tag", Kind::Tag), ("pull_request", Kind::PullRequest)];
    all.into_iter().filter(|(name, _)| git.events.iter().any(|event| event == name)).map(|(_, kind)| kind)
}

/// Whether Argo Events looks at the signature; else what arrives is a webhook's.
pub(super) fn is_signed(git: &Git) -> bool {
    git.auth.is_some() && git.host != "bitbucket"
}

fn headers(git: &Git) -> &'static str {
    if is_signed(git) { "headers" } else { "header" }
}

/// A field of the event.
pub(super) fn field(git: &Git, kind: Kind, name: &str) -> Code {
    if name == "event" {
        return Code::of(format!("\"{}\"", if kind == Kind::PullRequest { "pull_request" } else { kind.name() }));
    }
    if name == "branch" && git.host != "bitbucket" && kind != Kind::PullRequest {
        let prefix = if kind == Kind::Tag { "refs/tags/" } else { "refs/heads/" };
        return Code::of(format!("(trimPrefix \"{prefix}\" {})", at("body.ref")));
    }
    // A tag without commits of its own brings what was written of the tag.
    if git.host == "gitlab" && kind != Kind::PullRequest && ["message", "url"].contains(&name) {
        let other = if name == "message" { at("body.message") } else { at("body.project.web_url") };
        let last = format!("(index (last {}) \"{name}\")", at("body.commits"));
        let choice = format!("{{{{- if {} }}}}{{{{- $last = {last} }}}}{{{{- end }}}}", at("body.commits"));
        let before = vec![format!("{{{{- $last := {other} }}}}"), choice];
        return Code { before, ..Code::of("$last".to_owned()) };
    }
    Code::at(path(&git.host, kind, name))
}

fn path(host: &str, kind: Kind, name: &str) -> &'static str {
    match (host, kind == Kind::PullRequest, name) {
        ("gitlab", _, "repository") => "body.project.path_with_namespace",
        (_, _, "repository") => "body.repository.full_name",

        ("github", true, "branch") => "body.pull_request.base.ref",
        ("github", true, "commit") => "body.pull_request.head.sha",
        ("github", true, "author") => "body.pull_request.user.login",
        ("github", true, "message") => "body.pull_request.title",
        ("github", true, _) => "body.pull_request.html_url",
        ("github", false, "commit") => "body.head_commit.id",
        ("github", false, "author") => "body.head_commit.author.name",
        ("github", false, "message") => "body.head_commit.message",
        ("github", false, _) => "body.head_commit.url",

        ("gitlab", true, "branch") => "body.object_attributes.target_branch",
        ("gitlab", true, "commit") => "body.object_attributes.last_commit.id",
        ("gitlab", true, "message") => "body.object_attributes.title",
        ("gitlab", true, "url") => "body.object_attributes.url",
        ("gitlab", true, _) => "body.user.name",
        ("gitlab", false, "commit") => "body.checkout_sha",
        ("gitlab", false, _) => "body.user_name",

        (_, _, "author") => "body.actor.display_name",
        (_, true, "branch") => "body.pullrequest.destination.branch.name",
        (_, true, "commit") => "body.pullrequest.source.commit.hash",
        (_, true, "message") => "body.pullrequest.title",
        (_, true, _) => "body.pullrequest.links.html.href",
        (_, false, "branch") => "body.push.changes.0.new.name",
        (_, false, "commit") => "body.push.changes.0.new.target.hash",
        (_, false, "message") => "body.push.changes.0.new.target.message",
        (_, false, _) => "body.push.changes.0.new.target.links.html.href",
    }
}

/// What tells an event from others: GitHub's own number where a delivery has one, else what came to be.
pub(super) fn identity(git: &Git, kind: Kind) -> &'static [&'static str] {
    match (git.host.as_str(), kind) {
        ("github", _) if is_signed(git) => &["headers.X-Github-Delivery.0"],
        ("github", _) => &["header.X-Github-Delivery.0"],
        ("gitlab", Kind::PullRequest) => &["body.object_attributes.id", "body.object_attributes.last_commit.id"],
        ("gitlab", _) => &["body.project.path_with_namespace", "body.ref", "body.before", "body.after"],
        (_, Kind::PullRequest) => {
            &["body.repository.full_name", "body.pullrequest.id", "body.pullrequest.source.commit.hash"]
        }
        _ => &[
            "body.repository.full_name",
            "body.push.changes.0.new.type",
            "body.push.changes.0.new.name",
            "body.push.changes.0.new.target.hash",
            "body.push.changes.0.new.target.date",
        ],
    }
}

/// The list of events in a message.
pub(super) fn events(git: &Git, kind: Kind) -> Option<&'static str> {
    (git.host == "bitbucket" && kind != Kind::PullRequest).then_some("body.push.changes")
}

/// What passes: the repository and the branch, and what came to be; a branch that was deleted does not.
pub(super) fn filters(git: &Git, kind: Kind) -> Vec<Filter> {
    let headers = headers(git);
    let mut filters = vec![Filter::new(path(&git.host, kind, "repository"), [exactly(&git.repository)])];
    let mut passes = |path: &str, patterns: &[String]| filters.push(Filter::new(path, patterns.iter().cloned()));
    let branch = git.branch.as_deref();
    let reference = |prefix: &str| match branch.filter(|_| kind == Kind::Push) {
        Some(branch) => exactly(&format!("{prefix}{branch}")),
        None => begins(prefix),
    };
    let prefix = if kind == Kind::Tag { "refs/tags/" } else { "refs/heads/" };
    match (git.host.as_str(), kind) {
        ("github", Kind::PullRequest) => {
            passes(&format!("{headers}.X-Github-Event.0"), &[exactly("pull_request")]);
            passes("body.action", &one_of(&["opened", "reopened", "synchronize"]));
        }
        ("github", _) => {
            passes(&format!("{headers}.X-Github-Event.0"), &[exactly("push")]);
            passes("body.ref", &[reference(prefix)]);
            passes("body.after", &["[1-9a-f]".to_owned()]);
        }
        ("gitlab", Kind::PullRequest) => {
            passes("body.object_kind", &[exactly("merge_request")]);
            passes("body.object_attributes.action", &one_of(&["open", "reopen", "update"]));
        }
        ("gitlab", _) => {
            passes("body.object_kind", &[exactly(if kind == Kind::Tag { "tag_push" } else { "push" })]);
            passes("body.ref", &[reference(prefix)]);
            passes("body.after", &["[1-9a-f]".to_owned()]);
        }
        (_, Kind::PullRequest) => {
            passes(&format!("{headers}.X-Event-Key.0"), &one_of(&["pullrequest:created", "pullrequest:updated"]));
        }
        _ => {
            passes(&format!("{headers}.X-Event-Key.0"), &[exactly("repo:push")]);
            passes("body.push.changes.0.new.type", &[exactly(if kind == Kind::Tag { "tag" } else { "branch" })]);
            if let Some(branch) = branch.filter(|_| kind == Kind::Push) {
                passes("body.push.changes.0.new.name", &[exactly(branch)]);
            }
        }
    }
    if let (Some(branch), Kind::PullRequest) = (branch, kind) {
        passes(path(&git.host, kind, "branch"), &[exactly(branch)]);
    }
    filters
}
