//! Tasks: calls of components and pipelines, with their arguments, order and settings.
//!
//! In: checked nodes in order. Out: tasks of the innermost DAG under construction.

use std::rc::Rc;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{Lowering, frame};
use crate::plan::{self, Callee, Implementation, Pod, Policy, Source, TaskId};
use crate::sema::hir::{ComponentId, Node, NodeKind, Settings, Value};
use crate::sema::{layered, port};

/// Bytes of stack that a pipeline may take, its blocks nested as deep as the syntax lets them be.
const STACK: usize = 4 << 20;

/// Settings from the farthest to the nearest, told apart by where they are kept: what has none of its own shares one.
pub(super) type Layers = [*const Settings; 4];

impl Lowering<'_> {
    /// Lowers nodes into the innermost frame.
    pub(super) fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            let task = match &node.kind {
                NodeKind::Task { component, arguments } => self.component_task(node, *component, arguments),
                NodeKind::SubPipeline { pipeline, arguments } => {
                    let arguments = self.arguments(arguments);
                    let dag = stacker::maybe_grow(STACK, 2 * STACK, || self.pipeline(*pipeline));
                    let name = self.top().unique(&node.name);
                    let mut task = frame::call(name, Callee::Dag(dag), Rc::clone(&self.plain), node.span);
                    task.arguments = arguments;
                    self.top().push(task)
                }
                NodeKind::Importer(importer) => self.importer(node, importer),
                NodeKind::Approve { message, timeout } => self.approval(node, message, *timeout),
                NodeKind::If { branches } => self.if_block(node, branches),
                NodeKind::For(block) => self.for_block(node, block),
                NodeKind::Try { body, finally } => self.try_block(node, body, finally),
            };
            let Some(task) = task_or_none(task) else { continue };
            self.top().nodes.insert(node.id, task);
            self.order(node, task);
            if !matches!(node.kind, NodeKind::Task { .. } | NodeKind::Importer(_)) {
                let policy = node.settings.policy.clone();
                if let Some(task) = self.top().task(task) {
                    task.policy = policy;
                }
            }
        }
    }

    /// `.after(…)`: what lies further out is waited for by the block around.
    fn order(&mut self, node: &Node, task: TaskId) {
        let innermost = self.frames.len() - 1;
        let mut known: FxHashSet<(usize, TaskId)> = FxHashSet::default();
        for before in &node.after {
            let home = self.home(*before);
            debug_assert!(home.is_some(), "a task waits for one that is not made yet");
            let Some((depth, before)) = home else { continue };
            if !known.insert((depth, before)) {
                continue;
            }
            let waits = if depth == innermost {
                self.top().task(task).map(|task| &mut task.after)
            } else {
                self.frames.get_mut(depth + 1).map(|frame| &mut frame.after)
            };
            if let Some(waits) = waits {
                waits.push(before);
            }
        }
    }

    pub(super) fn arguments(&mut self, arguments: &[(SmolStr, Value)]) -> Vec<(SmolStr, Source)> {
        arguments.iter().map(|(name, value)| (name.clone(), self.source(value))).collect()
    }

    fn component_task(&mut self, node: &Node, id: ComponentId, arguments: &[(SmolStr, Value)]) -> TaskId {
        let arguments = self.arguments(arguments);
        let component = self.component(id);
        let (pod, policy) = self.settings(node, id);
        let name = self.top().unique(&node.name);
        let mut task = frame::call(name, Callee::Component(component), pod, node.span);
        task.arguments = arguments;
        task.policy = policy;
        self.top().push(task)
    }

    /// The leaf of a declared component, made at its first use.
    fn component(&mut self, id: ComponentId) -> plan::ComponentId {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let declared = &self.program.components[id.0 as usize];
        let made = self.add_component(plan::Component {
            name: declared.name.clone(),
            description: declared.description.clone(),
            inputs: declared.inputs.iter().map(port).collect(),
            outputs: declared.outputs.iter().map(port).collect(),
            implementation: declared.implementation.clone(),
            span: declared.span,
        });
        self.known.insert(id, made);
        made
    }

    pub(super) fn add_component(&mut self, component: plan::Component) -> plan::ComponentId {
        let id = plan::ComponentId(u32::try_from(self.components.len()).unwrap_or(u32::MAX));
        self.components.push(component);
        id
    }

    /// A task's pod and policy: the project's and file's settings under the pipeline's, the component's and its own.
    fn settings(&mut self, node: &Node, id: ComponentId) -> (Rc<Pod>, Policy) {
        let program = self.program;
        let component = &program.components[id.0 as usize];
        let pipeline = &program.pipelines[self.current.0 as usize];
        let layers = [&component.base, &pipeline.settings, &component.settings, &node.settings];
        let key: Layers = layers.map(Rc::as_ptr);
        if let Some((pod, policy)) = self.pods.get(&key) {
            return (Rc::clone(pod), policy.clone());
        }
        let settings = layered(&layered(&component.base, &pipeline.settings), &component.settings);
        let settings = layered(&settings, &node.settings);
        let pod = Rc::new(settings.pod.map(&mut |value| self.source(value)));
        self.pods.insert(key, (Rc::clone(&pod), settings.policy.clone()));
        (pod, settings.policy)
    }

    fn approval(&mut self, node: &Node, message: &str, timeout: Option<u64>) -> TaskId {
        let component = self.add_component(plan::Component {
            name: node.name.clone(),
            description: None,
            inputs: Vec::new(),
            outputs: Vec::new(),
            implementation: Implementation::Approval { message: message.to_owned(), timeout },
            span: node.span,
        });
        let name = self.top().unique(&node.name);
        let task = frame::call(name, Callee::Component(component), Rc::clone(&self.plain), node.span);
        self.top().push(task)
    }
}

fn task_or_none(task: TaskId) -> Option<TaskId> {
    (task.0 != u32::MAX).then_some(task)
}
