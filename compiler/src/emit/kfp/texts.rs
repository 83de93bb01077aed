//! Loop items that travel as text: KFP checks a value against the type declared for it, and `Json` may be anything.
//!
//! In: a plan. Out: the inputs of blocks that are declared STRING though the plan has a JSON value there.
//! Always holds: such an input is a loop's item, or gets one handed down whole, and nothing that reads it wants a JSON
//! object: a text, a field of it and a condition are as well read from text.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value as Json;

use crate::plan::{Callee, DagId, DagKind, Items, ParamType, Plan, Shape, Source};

/// An input of a block.
type Input<'a> = (DagId, &'a str);

/// Inputs that travel as text.
pub(super) fn texts(plan: &Plan) -> FxHashSet<Input<'_>> {
    let mut survey = Survey { plan, items: Vec::new(), handed: FxHashMap::default(), wanted: FxHashSet::default() };
    survey.run();
    let mut texts = FxHashSet::default();
    for item in std::mem::take(&mut survey.items) {
        let mut reached = vec![item];
        let mut next = 0;
        while let Some(input) = reached.get(next).copied() {
            next += 1;
            let inner = survey.handed.get(&input).into_iter().flatten();
            reached.extend(inner.filter(|inner| !reached.contains(inner)).copied().collect::<Vec<_>>());
        }
        if reached.iter().all(|input| !survey.wanted.contains(input)) {
            texts.extend(reached);
        }
    }
    texts
}

struct Survey<'a> {
    plan: &'a Plan,
    /// Items of loops.
    items: Vec<Input<'a>>,
    /// Where an input is handed down whole.
    handed: FxHashMap<Input<'a>, Vec<Input<'a>>>,
    /// Inputs that something reads as JSON.
    wanted: FxHashSet<Input<'a>>,
}

impl<'a> Survey<'a> {
    fn run(&mut self) {
        let plan = self.plan;
        for (index, dag) in plan.dags.iter().enumerate() {
            let id = DagId(u32::try_from(index).unwrap_or(u32::MAX));
            for task in &dag.tasks {
                if let (Callee::Dag(inner), Some(each)) = (task.callee, &task.each)
                    && self.is_json(inner, &each.item)
                    && !all_objects(&each.items)
                {
                    self.items.push((inner, each.item.as_str()));
                }
                for (port, source) in &task.arguments {
                    if let Source::Input(name) = source {
                        self.passed((id, name.as_str()), task.callee, port);
                    }
                }
            }
            let yielded = dag.outputs.iter().flat_map(|output| &output.from);
            for source in yielded {
                if let Source::Input(name) = source {
                    self.wanted.insert((id, name.as_str()));
                }
            }
        }
    }

    fn passed(&mut self, input: Input<'a>, callee: Callee, port: &'a str) {
        match callee {
            Callee::Dag(inner) if self.is_json(inner, port) && self.plan.dag(inner).kind != DagKind::Pipeline => {
                self.handed.entry(input).or_default().push((inner, port));
            }
            _ => {
                let ports = match callee {
                    Callee::Component(id) => &self.plan.component(id).inputs,
                    Callee::Dag(id) => &self.plan.dag(id).inputs,
                };
                let shape = ports.iter().find(|declared| declared.name == port).map(|declared| &declared.shape);
                if shape != Some(&Shape::Parameter(ParamType::String)) {
                    self.wanted.insert(input);
                }
            }
        }
    }

    fn is_json(&self, dag: DagId, port: &str) -> bool {
        let inputs = &self.plan.dag(dag).inputs;
        inputs.iter().any(|input| input.name == port && input.shape == Shape::Parameter(ParamType::Struct))
    }
}

fn all_objects(items: &Items) -> bool {
    matches!(items, Items::Constant(values) if values.iter().all(Json::is_object))
}
