//! What of a block is used: settled when the whole pipeline is known.
//!
//! In: a checked pipeline. Out: the same, blocks yielding only what somebody reads, and each node knowing whether it is
//! awaited.
//! Always holds afterwards: the values of a block's branches agree in number and order with the node's outputs.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::body::NodeInfo;
use crate::plan::Formula;
use crate::sema::hir::{Block, Importer, Items, Node, NodeId, NodeKind, Pipeline, TextPiece, Value, ValueKind};

type Used = FxHashSet<(NodeId, SmolStr)>;

/// Finds what is used, then leaves the rest out.
pub(crate) fn settle(pipeline: &mut Pipeline, nodes: &[NodeInfo]) {
    let mut usage = Usage::default();
    usage.block(&pipeline.body);
    if let Some(finally) = &pipeline.finally {
        usage.block(&finally.body);
    }
    for (_, value) in &pipeline.body.value {
        usage.value(value);
    }
    while let Some(next) = usage.waiting.pop() {
        for value in usage.yields.get(&next).cloned().unwrap_or_default() {
            usage.value(&value);
        }
    }
    let (used, awaited) = (usage.used, usage.awaited);
    keep(&mut pipeline.body, nodes, &used, &awaited);
    if let Some(finally) = &mut pipeline.finally {
        keep(&mut finally.body, nodes, &used, &awaited);
    }
}

#[derive(Default)]
struct Usage {
    used: Used,
    awaited: FxHashSet<NodeId>,
    /// What each output of a block comes from inside of it.
    yields: FxHashMap<(NodeId, SmolStr), Vec<Value>>,
    waiting: Vec<(NodeId, SmolStr)>,
}

impl Usage {
    fn block(&mut self, block: &Block) {
        for node in &block.nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        self.awaited.extend(node.after.iter().copied());
        node.settings.pod.map(&mut |value| self.value(value));
        match &node.kind {
            NodeKind::Task { arguments, .. } | NodeKind::SubPipeline { arguments, .. } => {
                arguments.iter().for_each(|(_, value)| self.value(value));
            }
            NodeKind::Importer(importer) => {
                let Importer { uri, metadata, .. } = &**importer;
                self.value(uri);
                metadata.iter().for_each(|value| self.value(value));
            }
            NodeKind::Approve { .. } => {}
            NodeKind::If { branches } => {
                for branch in branches {
                    if let Some(condition) = &branch.condition {
                        self.formula(condition);
                    }
                    self.inner(node.id, &branch.body);
                }
            }
            NodeKind::For(block) => {
                let (Items::List(value) | Items::Range(value)) = &block.items;
                self.value(value);
                self.inner(node.id, &block.body);
            }
            NodeKind::Try { body, finally } => {
                self.inner(node.id, body);
                self.block(&finally.body);
            }
        }
    }

    fn inner(&mut self, id: NodeId, body: &Block) {
        for (name, value) in &body.value {
            self.yields.entry((id, name.clone())).or_default().push(value.clone());
        }
        self.block(body);
    }

    fn formula(&mut self, formula: &Formula<Value>) {
        formula.map(&mut |value| self.value(value));
    }

    fn value(&mut self, value: &Value) {
        match &value.kind {
            ValueKind::Output(id, name) => {
                self.awaited.insert(*id);
                let key = (*id, name.clone());
                if self.used.insert(key.clone()) {
                    self.waiting.push(key);
                }
            }
            ValueKind::Select(base, _) => self.value(base),
            ValueKind::List(items) => items.iter().for_each(|item| self.value(item)),
            ValueKind::Record(fields) => {
                for (key, value) in fields {
                    self.pieces(key);
                    self.value(value);
                }
            }
            ValueKind::Text(pieces) => self.pieces(pieces),
            _ => {}
        }
    }

    fn pieces(&mut self, pieces: &[TextPiece]) {
        for piece in pieces {
            if let TextPiece::Value(value) = piece {
                self.value(value);
            }
        }
    }
}

fn keep(block: &mut Block, nodes: &[NodeInfo], used: &Used, awaited: &FxHashSet<NodeId>) {
    for node in &mut block.nodes {
        node.awaited = awaited.contains(&node.id);
        let is_used = |name: &SmolStr| used.contains(&(node.id, name.clone()));
        let known = nodes[node.id.0 as usize].outputs.iter().map(|(output, _)| output);
        let leaf = matches!(node.kind, NodeKind::Task { .. } | NodeKind::SubPipeline { .. } | NodeKind::Importer(_));
        node.outputs = known.filter(|output| leaf || is_used(&output.name)).cloned().collect();
        match &mut node.kind {
            NodeKind::If { branches } => {
                for branch in branches {
                    branch.body.value.retain(|(name, _)| is_used(name));
                    keep(&mut branch.body, nodes, used, awaited);
                }
            }
            NodeKind::For(inner) => {
                inner.body.value.retain(|(name, _)| is_used(name));
                keep(&mut inner.body, nodes, used, awaited);
            }
            NodeKind::Try { body, finally } => {
                body.value.retain(|(name, _)| is_used(name));
                keep(body, nodes, used, awaited);
                keep(&mut finally.body, nodes, used, awaited);
            }
            _ => {}
        }
    }
}
