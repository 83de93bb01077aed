//! A pipeline of more templates than an object may hold: several objects, joined by references.
//!
//! In: templates, and which of them is the pipeline's own. Out: the same in parts, each named, the pipeline's last.
//! Always holds: a part refers to itself and to those before it alone; templates read their own inputs and the run, so
//! that it does not matter which object they stand in. Settings of the run stand in the last part: Argo takes them from
//! the template that the run was started with.

use rustc_hash::{FxHashMap, FxHashSet};

use super::schema::{Hook, Task, Template, TemplateRef};

/// Templates of an object: `maxItems` in Argo 4's resource definitions.
const MOST: usize = 200;

/// The longest name of a workflow template.
const LONGEST: usize = 63;

/// Templates that go into one object.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) templates: Vec<Template>,
}

/// Puts `templates`, of which `root` is the pipeline's own, into as few parts as go.
pub(super) fn split(templates: Vec<Template>, root: &str, pipeline: &str) -> Vec<Part> {
    if templates.len() <= MOST {
        return vec![Part { name: pipeline.to_owned(), templates }];
    }
    let ordered = ordered(templates, root);
    let count = ordered.len().div_ceil(MOST);
    let mut parts: Vec<Part> = Vec::with_capacity(count);
    let mut rest = ordered.into_iter();
    for number in 1..=count {
        let name = if number == count { pipeline.to_owned() } else { part_name(pipeline, number) };
        parts.push(Part { name, templates: rest.by_ref().take(MOST).collect() });
    }
    join(&mut parts);
    parts
}

/// `churn-part-1`; of a name that would be too long, its beginning and a number made of the whole.
fn part_name(pipeline: &str, number: usize) -> String {
    let name = format!("{pipeline}-part-{number}");
    if name.len() <= LONGEST {
        return name;
    }
    let end = format!("-{:08x}-part-{number}", crate::emit::digest::digest(pipeline) & 0xffff_ffff);
    let start: String = pipeline.chars().take(LONGEST - end.len()).collect();
    format!("{start}{end}")
}

/// The templates, each behind all that it calls.
fn ordered(templates: Vec<Template>, root: &str) -> Vec<Template> {
    let calls: FxHashMap<String, Vec<String>> =
        templates.iter().map(|template| (template.name.clone(), called(template))).collect();
    let mut order: FxHashMap<String, usize> = FxHashMap::default();
    let mut seen = FxHashSet::default();
    let mut open = vec![(root.to_owned(), false)];
    while let Some((name, done)) = open.pop() {
        if done {
            let next = order.len();
            order.insert(name, next);
        } else if seen.insert(name.clone()) {
            let callees = calls.get(&name).into_iter().flatten().rev().map(|callee| (callee.clone(), false));
            open.push((name.clone(), true));
            open.extend(callees.collect::<Vec<_>>());
        }
    }
    let mut templates = templates;
    templates.sort_by_key(|template| order.get(&template.name).copied());
    templates
}

/// What the tasks of `template` and their hooks call.
fn called(template: &Template) -> Vec<String> {
    let tasks = template.dag.iter().flat_map(|dag| &dag.tasks);
    tasks
        .flat_map(|task| [&task.template].into_iter().chain(task.hooks.values().map(|hook| &hook.template)))
        .cloned()
        .collect()
}

/// Makes calls from one part to another references.
fn join(parts: &mut [Part]) {
    let homes: FxHashMap<String, String> = parts
        .iter()
        .flat_map(|part| part.templates.iter().map(|template| (template.name.clone(), part.name.clone())))
        .collect();
    for part in parts {
        let elsewhere = |template: &mut String| -> Option<TemplateRef> {
            let home = homes.get(template).filter(|home| **home != part.name)?;
            Some(TemplateRef { name: home.clone(), template: std::mem::take(template) })
        };
        for task in
            part.templates.iter_mut().filter_map(|template| template.dag.as_mut()).flat_map(|dag| &mut dag.tasks)
        {
            let Task { template, template_ref, hooks, .. } = task;
            *template_ref = elsewhere(template);
            for Hook { template, template_ref, .. } in hooks.values_mut() {
                *template_ref = elsewhere(template);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, split};
    use crate::emit::argo::schema::{Dag, Task, Template};

    fn leaf(number: usize) -> Template {
        Template { name: format!("t{number}"), ..Template::default() }
    }

    fn dag(name: &str, calls: impl Iterator<Item = usize>) -> Template {
        let tasks =
            calls.map(|number| Task { name: format!("c{number}"), template: format!("t{number}"), ..Task::default() });
        Template {
            name: name.to_owned(),
            dag: Some(Dag { tasks: tasks.collect(), ..Dag::default() }),
            ..Template::default()
        }
    }

    #[test]
    fn as_many_as_an_object_holds_stay_together() {
        let templates = (0..MOST - 1).map(leaf).chain([dag("p", 0..MOST - 1)]).collect();
        assert_eq!(split(templates, "p", "p").len(), 1);
    }

    #[test]
    fn parts_refer_to_those_before_them_alone() {
        let mut templates = vec![dag("p", 300..450)];
        templates.extend((0..450).map(leaf));
        // Two blocks beside the leaves, both of which the pipeline calls.
        templates[1 + 300] = dag("t300", 0..150);
        templates[1 + 301] = dag("t301", 100..299);
        let parts = split(templates, "p", &"p".repeat(63));
        assert_eq!(parts.iter().map(|part| part.templates.len()).sum::<usize>(), 451);
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names.last(), Some(&"p".repeat(63).as_str()));
        for (at, part) in parts.iter().enumerate() {
            assert!(part.templates.len() <= MOST && part.name.len() <= 63);
            let own: Vec<&str> = part.templates.iter().map(|template| template.name.as_str()).collect();
            for task in part.templates.iter().filter_map(|template| template.dag.as_ref()).flat_map(|dag| &dag.tasks) {
                match &task.template_ref {
                    None => assert!(own.contains(&task.template.as_str())),
                    Some(home) => {
                        let place = names.iter().position(|name| *name == home.name);
                        assert!(task.template.is_empty() && place.is_some_and(|place| place < at));
                    }
                }
            }
        }
    }
}
