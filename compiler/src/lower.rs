//! Lowering: the checked program becomes a plan, in which every block is a closed DAG of its own.
//!
//! In: a checked program without faults, and one of its pipelines. Out: its [`Plan`].
//! Always holds: what [`verify`] checks: a DAG reads only its own inputs and its own tasks' outputs.

mod blocks;
mod frame;
mod importer;
mod sources;
mod tasks;
mod trigger;
pub mod verify;

pub use trigger::trigger;

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::plan::{self, Callee, Dag, DagId, DagKind, DagOutput, Plan, Pod, Port};
use crate::sema::hir::{self, ComponentId, NodeId, PipelineId, Program};
use frame::Frame;

/// The plan of one pipeline.
pub fn lower(program: &Program, entry: PipelineId) -> Plan {
    let mut lowering = Lowering {
        program,
        components: Vec::new(),
        known: FxHashMap::default(),
        importers: Vec::new(),
        dags: Vec::new(),
        pipelines: FxHashMap::default(),
        frames: Vec::new(),
        status: None,
        current: entry,
        pods: FxHashMap::default(),
        plain: Rc::default(),
    };
    let root = lowering.pipeline(entry);
    let pipeline = &program.pipelines[entry.0 as usize];
    let plan = Plan {
        name: pipeline.cluster_name.clone(),
        config: pipeline.config.clone(),
        components: lowering.components,
        dags: lowering.dags,
        root,
        forms: pipeline.inputs.iter().map(|input| input.ty.form()).collect(),
        span: pipeline.span,
    };
    debug_assert_eq!(verify::verify(&plan), Vec::<String>::new());
    plan
}

/// What is known while lowering.
struct Lowering<'p> {
    program: &'p Program,
    components: Vec<plan::Component>,
    known: FxHashMap<ComponentId, plan::ComponentId>,
    /// Components made of importers, to be shared where they are the same.
    importers: Vec<plan::ComponentId>,
    dags: Vec<Dag>,
    pipelines: FxHashMap<PipelineId, DagId>,
    /// DAGs under construction, the innermost last.
    frames: Vec<Frame>,
    /// The `try` whose `finally` is being lowered: the frame that holds it, and its task there.
    status: Option<(usize, plan::TaskId)>,
    current: PipelineId,
    /// Pods and policies, by the settings that they come from.
    pods: FxHashMap<tasks::Layers, (Rc<Pod>, plan::Policy)>,
    /// The pod of what has none of its own: a pod is large, and most tasks share theirs.
    plain: Rc<Pod>,
}

impl Lowering<'_> {
    /// The DAG of a pipeline, made at its first use.
    fn pipeline(&mut self, id: PipelineId) -> DagId {
        if let Some(known) = self.pipelines.get(&id) {
            return *known;
        }
        let program = self.program;
        let pipeline = &program.pipelines[id.0 as usize];
        let frames = std::mem::take(&mut self.frames);
        let status = self.status.take();
        let caller = std::mem::replace(&mut self.current, id);
        let name = SmolStr::from(pipeline.cluster_name.as_str());
        let mut frame = Frame::new(name, DagKind::Pipeline, pipeline.span);
        frame.dag.description.clone_from(&pipeline.description);
        frame.dag.inputs = pipeline.inputs.iter().map(crate::sema::port).collect();
        frame.take_port_names();
        self.frames.push(frame);
        let outputs: Vec<Port> = pipeline.outputs.iter().map(crate::sema::port).collect();
        match &pipeline.finally {
            Some(finally) => self.guarded(pipeline, finally, outputs),
            None => {
                self.nodes(&pipeline.body.nodes);
                self.outputs(&pipeline.body.value, outputs);
            }
        }
        let dag = self.close();
        self.frames = frames;
        self.status = status;
        self.current = caller;
        self.pipelines.insert(id, dag);
        dag
    }

    /// A pipeline that ends in `finally`: its body is a DAG of its own, which the exit work waits for.
    fn guarded(&mut self, pipeline: &hir::Pipeline, finally: &hir::Finally, outputs: Vec<Port>) {
        let name = SmolStr::new_static("exit-handler-1");
        let task = self.inner(&name, DagKind::Try, pipeline.span, |this| {
            this.nodes(&pipeline.body.nodes);
            this.outputs(&pipeline.body.value, outputs.clone());
        });
        self.exit(task, finally);
        let frame = self.top();
        for port in outputs {
            let from = vec![plan::Source::Output(task, port.name.clone())];
            frame.dag.outputs.push(DagOutput { port, from });
        }
    }

    /// The values of a block become its DAG's outputs, under the ports' names.
    fn outputs(&mut self, values: &[(SmolStr, hir::Value)], ports: Vec<Port>) {
        for (port, (_, value)) in ports.into_iter().zip(values) {
            if matches!(value.kind, hir::ValueKind::Absent) {
                continue;
            }
            let source = self.source(value);
            self.top().dag.outputs.push(DagOutput { port, from: vec![source] });
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("a frame is pushed before anything is lowered into it")
    }

    /// Ends the innermost frame: its DAG is done.
    fn close(&mut self) -> DagId {
        let id = DagId(u32::try_from(self.dags.len()).unwrap_or(u32::MAX));
        if let Some(frame) = self.frames.pop() {
            self.dags.push(frame.dag);
        }
        id
    }

    /// Lowers a block into a DAG of its own and puts a task that calls it into the frame around.
    fn inner(
        &mut self,
        name: &SmolStr,
        kind: DagKind,
        span: crate::source::Span,
        fill: impl FnOnce(&mut Self),
    ) -> plan::TaskId {
        self.frames.push(Frame::new(name.clone(), kind, span));
        fill(self);
        let frame = self.top();
        let (arguments, mut after) = (std::mem::take(&mut frame.arguments), std::mem::take(&mut frame.after));
        let mut known = FxHashSet::default();
        after.retain(|before| known.insert(*before));
        let dag = self.close();
        let name = self.top().unique(name);
        let mut task = frame::call(name, Callee::Dag(dag), Rc::clone(&self.plain), span);
        task.arguments = arguments;
        task.after = after;
        self.top().push(task)
    }

    /// Where a node's task is: the depth of its frame, and the task.
    fn home(&self, id: NodeId) -> Option<(usize, plan::TaskId)> {
        self.frames.iter().enumerate().rev().find_map(|(depth, frame)| frame.nodes.get(&id).map(|task| (depth, *task)))
    }
}
