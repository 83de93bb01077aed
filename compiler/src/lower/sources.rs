//! Values become sources: what lies further out comes in through ports, one a value and DAG.
//!
//! In: a checked value. Out: a [`Source`] of the innermost DAG under construction.

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::Lowering;
use super::frame::Captured;
use crate::plan::{Callee, Formula, ParamType, Port, Shape, Source, TextPiece};
use crate::sema::hir::{self, Value, ValueKind};

impl Lowering<'_> {
    /// Where the value comes from, seen from the innermost frame.
    pub(super) fn source(&mut self, value: &Value) -> Source {
        match &value.kind {
            ValueKind::Constant(json) => Source::Constant(json.clone()),
            ValueKind::Input(name) => {
                let key = Captured::Input(name.clone());
                self.reach(&key, 0, Source::Input(name.clone()), || captured_port(name, "", value))
            }
            ValueKind::Output(id, name) => self.output(*id, name, value),
            ValueKind::Item(id) => {
                let home = self.frames.iter().enumerate().rev().find_map(|(depth, frame)| {
                    frame.item.as_ref().filter(|(item, _)| item == id).map(|(_, port)| (depth, port.clone()))
                });
                let (depth, port) = home.unwrap_or_default();
                let local = Source::Input(port.clone());
                self.reach(&Captured::Item(*id), depth, local, || Port { name: port.clone(), ..port_of(value) })
            }
            ValueKind::Status => match self.status {
                Some((depth, task)) => {
                    let port = || Port { name: SmolStr::new_static("status"), ..port_of(value) };
                    self.reach(&Captured::Status, depth, Source::Status(task), port)
                }
                None => Source::Constant(Json::Null),
            },
            ValueKind::Select(base, keys) => Source::Select(Box::new(self.source(base)), keys.clone()),
            ValueKind::Text(pieces) => Source::Text(self.pieces(pieces)),
            ValueKind::List(items) => Source::List(items.iter().map(|item| self.source(item)).collect()),
            ValueKind::Record(fields) => Source::Record(
                fields
                    .iter()
                    .filter(|(_, value)| !matches!(value.kind, ValueKind::Absent))
                    .map(|(key, value)| (plain_key(key), self.source(value)))
                    .collect(),
            ),
            ValueKind::Run(field) => Source::Run(*field),
            ValueKind::WorkspacePath => Source::WorkspacePath,
            ValueKind::Absent | ValueKind::Error | ValueKind::Event(_) => Source::Constant(Json::Null),
        }
    }

    fn output(&mut self, id: hir::NodeId, name: &SmolStr, value: &Value) -> Source {
        let home = self.home(id);
        debug_assert!(home.is_some(), "a value is read before its task is made");
        let Some((depth, task)) = home else { return Source::Constant(Json::Null) };
        let producer = self.frames[depth].dag.tasks.get(task.0 as usize).map(|task| task.name.clone());
        let producer = producer.unwrap_or_default();
        let key = Captured::Output(id, name.clone());
        self.reach(&key, depth, Source::Output(task, name.clone()), || captured_port(&producer, name, value))
    }

    /// Hands a source of the frame at `home` down to the innermost frame.
    fn reach(&mut self, key: &Captured, home: usize, local: Source, port: impl Fn() -> Port) -> Source {
        // Inside of `if x { … }` the value is there, but the block's own inputs are read before its condition.
        let known = self.frames.last().is_some_and(|frame| frame.captures.contains_key(key));
        let absent = !known && self.frames.len() > home + 1 && self.may_be_absent(home, &local);
        let mut source = local;
        for frame in self.frames.iter_mut().skip(home + 1) {
            let name = match frame.captures.get(key) {
                Some(name) => name.clone(),
                None => {
                    let port = port();
                    let name = frame.add_input(Port { optional: port.optional || absent, ..port });
                    frame.arguments.push((name.clone(), source));
                    frame.captures.insert(key.clone(), name.clone());
                    name
                }
            };
            source = Source::Input(name);
        }
        source
    }

    /// Whether a source of the frame at `home` may be absent, whatever a condition around has settled.
    fn may_be_absent(&self, home: usize, source: &Source) -> bool {
        let Some(dag) = self.frames.get(home).map(|frame| &frame.dag) else { return false };
        match source {
            Source::Input(name) => {
                dag.inputs.iter().any(|port| port.name == *name && port.optional && port.default.is_none())
            }
            Source::Output(task, name) => match dag.tasks.get(task.0 as usize).map(|task| &task.callee) {
                Some(Callee::Dag(callee)) => {
                    let outputs = self.dags.get(callee.0 as usize).map(|dag| &dag.outputs);
                    outputs.is_some_and(|outputs| {
                        outputs.iter().any(|output| output.port.name == *name && output.port.optional)
                    })
                }
                _ => false,
            },
            _ => false,
        }
    }

    pub(super) fn pieces(&mut self, pieces: &[hir::TextPiece]) -> Vec<TextPiece> {
        pieces
            .iter()
            .map(|piece| match piece {
                hir::TextPiece::Text(text) => TextPiece::Text(text.clone()),
                hir::TextPiece::Value(value) => TextPiece::Value(self.source(value)),
            })
            .collect()
    }

    pub(super) fn formula(&mut self, formula: &Formula<Value>) -> Formula {
        formula.map(&mut |value| self.source(value))
    }
}

/// A port for a captured value, named as the KFP SDK names it.
fn captured_port(producer: &str, output: &str, value: &Value) -> Port {
    let name = if output.is_empty() {
        SmolStr::from(format!("pipelinechannel--{producer}"))
    } else {
        SmolStr::from(format!("pipelinechannel--{producer}-{output}"))
    };
    Port { name, ..port_of(value) }
}

fn port_of(value: &Value) -> Port {
    let shape = match &value.kind {
        ValueKind::Status => Shape::Parameter(ParamType::Status),
        _ => value.ty.shape(),
    };
    Port { optional: value.ty.is_optional(), ..Port::new(SmolStr::default(), shape, value.ty.python()) }
}

/// A key that is known when the pipeline is compiled.
pub(super) fn plain_key(key: &[hir::TextPiece]) -> SmolStr {
    match key {
        [hir::TextPiece::Text(text)] => SmolStr::from(text.as_str()),
        _ => SmolStr::default(),
    }
}
