//! The scope in which expressions are checked: names that live here, nodes made here, facts known here.
//!
//! In: declarations. Out: look-ups for `value`, `call`, `block` and `condition`.
//! Always holds: the innermost frame is the last; a frame's names die with it.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Checker;
use super::decorator::Layer;
use crate::modules::ModuleId;
use crate::sema::errors::names as errors;
use crate::sema::hir::{Node, NodeId, Output, PipelineId, Value};
use crate::sema::types::Type;
use crate::source::Span;

/// What kinds of values exist where an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Constants only: declarations, defaults, decorators.
    Constant,
    /// A pipeline's body.
    Pipeline,
    /// A pipeline's body inside of a `finally`.
    Finally,
    /// The arguments of a trigger's pipeline: constants and `event`.
    Trigger,
}

/// What a local name stands for.
#[derive(Debug, Clone)]
pub(crate) enum Local {
    /// A value.
    Value(Value),
    /// A task or block, with all its outputs.
    Node(NodeId),
}

/// A local name.
#[derive(Debug, Clone)]
pub(crate) struct Binding {
    pub(crate) local: Local,
    /// The task or block it names: `.after` takes it.
    pub(crate) node: Option<NodeId>,
    pub(crate) span: Span,
}

/// What is known of a task or block besides its place in the tree.
#[derive(Debug, Clone)]
pub(crate) struct NodeInfo {
    pub(crate) name: SmolStr,
    /// What it yields, each with the place that says so.
    pub(crate) outputs: Vec<(Output, Span)>,
    /// Why it yields nothing although it could, for an `if` whose branches do not agree.
    pub(crate) no_value: Option<Disagreement>,
}

/// Two branches that do not agree.
#[derive(Debug, Clone)]
pub(crate) struct Disagreement {
    pub(crate) why: String,
    pub(crate) first: Span,
    pub(crate) second: Span,
}

/// One scope with all around it.
pub(crate) struct Body<'c, 'a> {
    pub(crate) cx: &'c mut Checker<'a>,
    pub(crate) module: ModuleId,
    pub(crate) mode: Mode,
    /// The pipeline whose body this is.
    pub(crate) pipeline: Option<PipelineId>,
    pub(crate) frames: Vec<FxHashMap<SmolStr, Binding>>,
    /// Names of frames that ended, for messages.
    pub(crate) ended: FxHashMap<SmolStr, Span>,
    /// Dotted names that are known to be present here.
    pub(crate) present: Vec<SmolStr>,
    /// Nodes of the blocks under construction, the innermost last.
    pub(crate) blocks: Vec<Vec<Node>>,
    pub(crate) nodes: Vec<NodeInfo>,
    /// Names given to nodes, with how often each base was asked for.
    pub(crate) taken: FxHashMap<SmolStr, u32>,
    /// The name that the next made node is to have: a `let`'s.
    pub(crate) naming: Option<(SmolStr, Span)>,
    /// Whether a `return` stands where none can, so that the one at the end is not missed.
    pub(crate) left_early: bool,
    /// Names of `let`s further down in the blocks around, for messages.
    pub(crate) later: Vec<FxHashMap<SmolStr, Span>>,
    /// For the same `let`s, the names that each mentions.
    pub(crate) statements: Vec<FxHashMap<SmolStr, Vec<SmolStr>>>,
    /// Which modifiers each node has had, so that none is said twice.
    pub(crate) modified: FxHashMap<NodeId, Layer>,
}

impl<'c, 'a> Body<'c, 'a> {
    /// A scope for `mode` in `module`.
    pub(crate) fn new(cx: &'c mut Checker<'a>, module: ModuleId, mode: Mode) -> Self {
        Self {
            cx,
            module,
            mode,
            pipeline: None,
            frames: Vec::new(),
            ended: FxHashMap::default(),
            present: Vec::new(),
            blocks: Vec::new(),
            nodes: Vec::new(),
            taken: FxHashMap::default(),
            naming: None,
            left_early: false,
            later: Vec::new(),
            statements: Vec::new(),
            modified: FxHashMap::default(),
        }
    }

    /// A scope that knows constants only.
    pub(crate) fn constants(cx: &'c mut Checker<'a>, module: ModuleId) -> Self {
        Self::new(cx, module, Mode::Constant)
    }

    /// Whether run-time values exist here.
    pub(crate) fn has_run_time(&self) -> bool {
        matches!(self.mode, Mode::Pipeline | Mode::Finally)
    }

    /// The local of that name.
    pub(crate) fn local(&self, name: &str) -> Option<&Binding> {
        self.frames.iter().rev().find_map(|frame| frame.get(name))
    }

    /// Gives a name to something in the innermost frame; names do not hide each other.
    pub(crate) fn bind(&mut self, name: &crate::syntax::ast::Name, local: Local, node: Option<NodeId>) {
        if name.text == "_" {
            return;
        }
        let mut local = local;
        let innermost = self.frames.len().saturating_sub(1);
        let existing = self
            .frames
            .iter()
            .enumerate()
            .rev()
            .find_map(|(depth, frame)| frame.get(&name.text).map(|binding| (depth, binding.span)));
        match existing {
            Some((depth, first)) if depth == innermost => {
                // Which of the two is meant where the name is used is not known, nor what a name that is missing would be.
                local = Local::Value(Value::error(name.span));
                if !name.text.is_empty() {
                    self.cx.report(errors::declared_twice(&name.text, name.span, first));
                }
            }
            Some(_) if name.text.is_empty() => {}
            Some((_, outer)) => self.cx.report(errors::shadowed(&name.text, name.span, outer)),
            None => {
                if let Some(entry) = self.cx.lookup(self.module, &name.text)
                    && matches!(entry.def, super::Def::Const(_))
                {
                    let outer = entry.span;
                    self.cx.report(errors::shadowed(&name.text, name.span, outer));
                }
            }
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.insert(name.text.clone(), Binding { local, node, span: name.span });
        }
    }

    /// Opens a frame of names.
    pub(crate) fn enter(&mut self) {
        self.frames.push(FxHashMap::default());
    }

    /// Ends the innermost frame.
    pub(crate) fn leave(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.ended.extend(frame.into_iter().map(|(name, binding)| (name, binding.span)));
        }
    }

    /// The node's facts.
    pub(crate) fn node(&self, id: NodeId) -> &NodeInfo {
        &self.nodes[id.0 as usize]
    }

    /// The node made last in the innermost block, to be changed by a modifier.
    pub(crate) fn made_node(&mut self, id: NodeId) -> Option<&mut Node> {
        self.blocks.iter_mut().rev().flat_map(|block| block.iter_mut().rev()).find(|node| node.id == id)
    }

    /// An id for a node that is about to be made, and its name: the `let`'s, else one made from `base`.
    pub(crate) fn new_node(&mut self, base: &str) -> (NodeId, SmolStr) {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let name = match self.naming.take() {
            Some((name, _)) => {
                self.taken.entry(name.clone()).or_insert(1);
                name
            }
            None => self.made_name(&super::names::kebab(base)),
        };
        self.nodes.push(NodeInfo { name: name.clone(), outputs: Vec::new(), no_value: None });
        (id, name)
    }

    /// `base`, `base-2`, `base-3` …, numbered over the whole pipeline in source order.
    fn made_name(&mut self, base: &SmolStr) -> SmolStr {
        loop {
            let count = self.taken.entry(base.clone()).or_insert(0);
            *count += 1;
            if *count == 1 {
                return base.clone();
            }
            let candidate = SmolStr::from(format!("{base}-{count}"));
            if !self.taken.contains_key(&candidate) {
                self.taken.insert(candidate.clone(), 1);
                return candidate;
            }
        }
    }

    /// Puts a made node into the innermost block.
    pub(crate) fn push_node(&mut self, node: Node, outputs: Vec<(Output, Span)>) {
        self.nodes[node.id.0 as usize].outputs = outputs;
        if let Some(block) = self.blocks.last_mut() {
            block.push(node);
        }
    }

    /// The type that a name has here: without `?` where a condition around has tested it.
    pub(crate) fn narrowed(&self, path: &str, ty: Type) -> Type {
        match ty {
            Type::Optional(inner) if self.present.iter().any(|known| known == path) => (*inner).clone(),
            other => other,
        }
    }
}
