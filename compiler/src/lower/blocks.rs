//! Blocks: each becomes a DAG that one task calls, under a condition, once an item, or watched by its exit work.
//!
//! In: a checked block. Out: its DAG and the task that calls it.

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::Lowering;
use crate::plan::{DagKind, DagOutput, Each, Formula, Items, ParamType, Port, Shape, Source, TaskId};
use crate::sema::hir::{self, Block, Branch, Finally, For, Node, NodeKind, Output, ValueKind};
use crate::sema::types::Type;

impl Lowering<'_> {
    /// An `if`: a branch that nobody waits for stands alone; else all branches stand in a frame, which has run when
    /// none of them has.
    pub(super) fn if_block(&mut self, node: &Node, branches: &[Branch]) -> TaskId {
        if !node.awaited {
            let tasks = self.branches(node, branches, &[]);
            return tasks.first().map_or(TaskId(u32::MAX), |(task, _)| *task);
        }
        let ports: Vec<Port> = node.outputs.iter().map(output_port).collect();
        let kind = if branches.len() > 1 { DagKind::Branches } else { DagKind::Frame };
        self.inner(&node.name, kind, node.span, |this| {
            let tasks = this.branches(node, branches, &ports);
            for port in ports {
                let from = tasks
                    .iter()
                    .filter(|(_, yields)| yields.contains(&port.name))
                    .map(|(task, _)| Source::Output(*task, port.name.clone()))
                    .collect();
                this.top().dag.outputs.push(DagOutput { port, from });
            }
        })
    }

    /// The tasks of an `if`'s branches, each with what it yields.
    fn branches(&mut self, node: &Node, branches: &[Branch], ports: &[Port]) -> Vec<(TaskId, Vec<SmolStr>)> {
        let mut before: Vec<Formula> = Vec::new();
        let mut tasks = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            let own = branch.condition.as_ref().map(|condition| self.formula(condition));
            let mut all: Vec<Formula> = before.iter().map(|formula| Formula::Not(Box::new(formula.clone()))).collect();
            match own {
                Some(Formula::And(parts)) => {
                    before.push(Formula::And(parts.clone()));
                    all.extend(parts);
                }
                Some(formula) => {
                    before.push(formula.clone());
                    all.push(formula);
                }
                None => {}
            }
            let name = match (branches.len(), node.awaited) {
                (1, _) => node.name.clone(),
                _ => SmolStr::from(format!("{}-branch-{}", node.name, index + 1)),
            };
            let ports = ports.to_vec();
            let task = self.inner(&name, DagKind::Branch, branch.span, |this| {
                this.nodes(&branch.body.nodes);
                this.outputs(&branch.body.value, ports);
            });
            let yields = branch.body.value.iter().filter(|(_, value)| !matches!(value.kind, ValueKind::Absent));
            let yields = yields.map(|(name, _)| name.clone()).collect();
            let when = if all.len() == 1 { all.pop() } else { Some(Formula::And(all)) };
            if let Some(task) = self.top().task(task) {
                task.when = when;
            }
            tasks.push((task, yields));
        }
        tasks
    }

    /// A `for`: its body's DAG is called once an item.
    pub(super) fn for_block(&mut self, node: &Node, block: &For) -> TaskId {
        let ports: Vec<Port> = block
            .body
            .value
            .iter()
            .map(|(name, value)| output_port(&Output { name: name.clone(), ty: value.ty.required().clone() }))
            .collect();
        let source = match self.items(&block.items) {
            Items::Parameter(source) if !matches!(source, Source::Input(_) | Source::Output(..)) => source,
            items => return self.loop_task(node, block, items, ports),
        };
        // A field of a value can't be looped over where it is picked: the frame takes it in as a list of its own.
        self.inner(&node.name, DagKind::Frame, node.span, |this| {
            let items = this.framed(source);
            let task = this.loop_task(node, block, items, ports.clone());
            for port in ports {
                let shape = lifted(&port.shape);
                let from = vec![Source::Output(task, port.name.clone())];
                this.top().dag.outputs.push(DagOutput { port: Port { shape, ..port }, from });
            }
        })
    }

    fn items(&mut self, items: &hir::Items) -> Items {
        match items {
            hir::Items::Range(count) => match count.as_constant().and_then(Json::as_u64) {
                Some(count) if count <= 1000 => Items::Constant((0..count).map(Json::from).collect()),
                _ => Items::Range(self.source(count)),
            },
            hir::Items::List(list) => match &list.kind {
                ValueKind::Constant(Json::Array(items)) => Items::Constant(items.clone()),
                _ if list.ty.is_artifact() => Items::Artifacts(self.source(list)),
                _ => Items::Parameter(self.source(list)),
            },
        }
    }

    /// Takes the items, known in the frame around, into the innermost frame by a port of their own.
    fn framed(&mut self, source: Source) -> Items {
        let port =
            Port::new(SmolStr::new_static("items"), Shape::Parameter(ParamType::List), Type::list(Type::Json).python());
        let frame = self.top();
        let name = frame.add_input(port);
        frame.arguments.push((name.clone(), source));
        Items::Parameter(Source::Input(name))
    }

    fn loop_task(&mut self, node: &Node, block: &For, items: Items, ports: Vec<Port>) -> TaskId {
        let name = if block.item == "_" { "item" } else { block.item.as_str() };
        let port =
            Port::new(SmolStr::from(format!("pipelinechannel--{name}")), block.item_ty.shape(), block.item_ty.python());
        let mut item = SmolStr::default();
        let task = self.inner(&node.name, DagKind::Loop, node.span, |this| {
            let frame = this.top();
            item = frame.add_input(port);
            frame.item = Some((node.id, item.clone()));
            this.nodes(&block.body.nodes);
            this.outputs(&block.body.value, ports);
        });
        if let Some(task) = self.top().task(task) {
            task.each = Some(Each { items, item, parallel: block.parallel });
        }
        task
    }

    /// A `try`: its first block's DAG, and the exit work beside it.
    pub(super) fn try_block(&mut self, node: &Node, body: &Block, finally: &Finally) -> TaskId {
        let ports: Vec<Port> = node.outputs.iter().map(output_port).collect();
        let task = self.inner(&node.name, DagKind::Try, node.span, |this| {
            this.nodes(&body.nodes);
            this.outputs(&body.value, ports);
        });
        self.exit(task, finally);
        task
    }

    /// Exit work: one task, or several in a DAG of their own, that waits for `task` however it ends.
    pub(super) fn exit(&mut self, task: TaskId, finally: &Finally) {
        let outer = self.status.replace((self.frames.len() - 1, task));
        let exit = match finally.body.nodes.as_slice() {
            [Node { kind: NodeKind::Task { .. }, .. }] => {
                self.nodes(&finally.body.nodes);
                self.top().dag.tasks.len() - 1
            }
            nodes => {
                let name = SmolStr::new_static("finally");
                let exit = self.inner(&name, DagKind::Finally, finally.span, |this| this.nodes(nodes));
                exit.0 as usize
            }
        };
        self.status = outer;
        if let Some(exit) = self.top().dag.tasks.get_mut(exit) {
            exit.exit_of = Some(task);
        }
    }
}

fn lifted(shape: &Shape) -> Shape {
    match shape {
        Shape::Parameter(_) => Shape::Parameter(ParamType::List),
        Shape::Artifact { schema, .. } => Shape::Artifact { schema: schema.clone(), list: true },
    }
}

fn output_port(output: &Output) -> Port {
    Port { optional: output.ty.is_optional(), ..Port::new(output.name.clone(), output.ty.shape(), output.ty.python()) }
}
