//! A DAG under construction.
//!
//! In: tasks and captured values, one by one. Out: a closed [`Dag`].

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::plan::{Callee, Dag, DagKind, Pod, Policy, Port, Source, Task, TaskId};
use crate::sema::hir::NodeId;
use crate::source::Span;

/// What a DAG takes from outside of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Captured {
    /// An input of the pipeline.
    Input(SmolStr),
    /// An output of a task or block further out.
    Output(NodeId, SmolStr),
    /// The item of a loop further out.
    Item(NodeId),
    /// The outcome of the `try` whose `finally` this is.
    Status,
}

/// A DAG and what its caller must give it.
pub(super) struct Frame {
    pub(super) dag: Dag,
    /// Input ports made for captured values.
    pub(super) captures: FxHashMap<Captured, SmolStr>,
    /// Arguments for those ports, as sources of the frame around.
    pub(super) arguments: Vec<(SmolStr, Source)>,
    /// Tasks of the frame around that this DAG's tasks wait for.
    pub(super) after: Vec<TaskId>,
    /// Tasks of this DAG by the nodes that they stand for.
    pub(super) nodes: FxHashMap<NodeId, TaskId>,
    /// The loop whose body this is, and the port that brings its item.
    pub(super) item: Option<(NodeId, SmolStr)>,
    ports: FxHashSet<SmolStr>,
    tasks: FxHashMap<SmolStr, u32>,
}

impl Frame {
    pub(super) fn new(name: SmolStr, kind: DagKind, span: Span) -> Self {
        let (inputs, outputs, tasks) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            dag: Dag { name, kind, description: None, inputs, outputs, tasks, span },
            captures: FxHashMap::default(),
            arguments: Vec::new(),
            after: Vec::new(),
            nodes: FxHashMap::default(),
            item: None,
            ports: FxHashSet::default(),
            tasks: FxHashMap::default(),
        }
    }

    /// Notes the names of ports that are there already.
    pub(super) fn take_port_names(&mut self) {
        self.ports.extend(self.dag.inputs.iter().map(|port| port.name.clone()));
    }

    /// Adds an input port under `name`, or `name-2`, … if that is taken.
    pub(super) fn add_input(&mut self, port: Port) -> SmolStr {
        let base = port.name.clone();
        let mut name = base.clone();
        let mut count = 1;
        while !self.ports.insert(name.clone()) {
            count += 1;
            name = SmolStr::from(format!("{base}-{count}"));
        }
        self.dag.inputs.push(Port { name: name.clone(), ..port });
        name
    }

    /// A task's name that no other task here has.
    pub(super) fn unique(&mut self, base: &SmolStr) -> SmolStr {
        let mut name = base.clone();
        loop {
            match self.tasks.get_mut(&name) {
                None => {
                    self.tasks.insert(name.clone(), 1);
                    return name;
                }
                Some(count) => {
                    *count += 1;
                    name = SmolStr::from(format!("{base}-{count}"));
                }
            }
        }
    }

    pub(super) fn push(&mut self, task: Task) -> TaskId {
        let id = TaskId(u32::try_from(self.dag.tasks.len()).unwrap_or(u32::MAX));
        self.dag.tasks.push(task);
        id
    }

    pub(super) fn task(&mut self, id: TaskId) -> Option<&mut Task> {
        self.dag.tasks.get_mut(id.0 as usize)
    }
}

/// A plain call in a pod of that kind.
pub(super) fn call(name: SmolStr, callee: Callee, pod: Rc<Pod>, span: Span) -> Task {
    Task {
        name,
        callee,
        arguments: Vec::new(),
        after: Vec::new(),
        when: None,
        each: None,
        exit_of: None,
        policy: Policy::default(),
        pod,
        span,
    }
}
