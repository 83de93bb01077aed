//! Blocks: conditions, loops, exit work.

use serde_json::{Value as Json, json};

use super::{block, built, call, codes, component, dag, input, keys, options, output, plan, text, value, yields};
use crate::plan::Formula::{self, And, Arithmetic, Compare, In, List, Not, Or, Present};
use crate::plan::{Arithmetic as Op, Comparison, DagKind, Each, Items, Key, ParamType, Plan, Source, TaskId};

/// The condition that `formula` becomes, over inputs `s`, `i`, `f`, `b`, `l` and the optional `o`.
fn condition(formula: Formula) -> String {
    let kinds = [
        ("s", ParamType::String),
        ("i", ParamType::Int),
        ("f", ParamType::Float),
        ("b", ParamType::Bool),
        ("l", ParamType::List),
    ];
    let mut inputs: Vec<_> = kinds.into_iter().map(|(name, kind)| value(name, kind)).collect();
    let mut optional = value("o", ParamType::Int);
    optional.optional = true;
    inputs.push(optional);
    let mut branch = block("branch", 1, &[]);
    branch.when = Some(formula);
    let inner = dag("then", DagKind::Branch, vec![], vec![call("w", 0, &[])]);
    let made =
        plan(vec![component("work", vec![], vec![])], vec![dag("p", DagKind::Pipeline, inputs, vec![branch]), inner]);
    let spec = built(&made);
    let task = &spec["root"]["dag"]["tasks"]["branch"];
    let read = keys(&task["inputs"]["parameters"]);
    assert_eq!(read, keys(&spec["components"]["comp-then"]["inputDefinitions"]["parameters"]));
    let text = task["triggerPolicy"]["condition"].as_str().expect("a condition");
    text.replace("inputs.parameter_values['pipelinechannel--", "").replace("']", "")
}

fn of(name: &str, kind: ParamType) -> Formula {
    Formula::Value(input(name), kind)
}

fn literal(value: impl Into<Json>) -> Formula {
    Formula::Constant(value.into())
}

fn compare(left: Formula, right: Formula) -> Formula {
    Compare(Comparison::Gt, Box::new(left), Box::new(right))
}

fn equals(left: Formula, right: Formula) -> Formula {
    Compare(Comparison::Eq, Box::new(left), Box::new(right))
}

fn computed(operator: Op, left: Formula, right: Formula) -> Formula {
    Arithmetic(operator, Box::new(left), Box::new(right))
}

fn within(item: Formula, list: Formula) -> Formula {
    In(Box::new(item), Box::new(list))
}

#[test]
fn numbers_are_compared_as_what_they_are() {
    let (int, float) = (|| of("i", ParamType::Int), || of("f", ParamType::Float));
    assert_eq!(condition(compare(int(), literal(3))), "int(i) > 3");
    assert_eq!(condition(compare(int(), literal(2.5))), "double(int(i)) > 2.5");
    assert_eq!(condition(compare(int(), float())), "double(int(i)) > f");
    assert_eq!(condition(compare(float(), literal(5))), "f > double(5)");
    assert_eq!(condition(compare(float(), literal(5.0))), "f > 5.0");
    let product = computed(Op::Mul, computed(Op::Add, int(), literal(1)), float());
    assert_eq!(condition(compare(product, int())), "(i + 1.0) * f > i");
    let difference = computed(Op::Sub, int(), computed(Op::Sub, float(), literal(1)));
    assert_eq!(condition(compare(difference, literal(0))), "i - (f - 1.0) > 0.0");
}

#[test]
fn texts_are_quoted_for_cel_and_for_argo() {
    let equal = |text: &str| equals(of("s", ParamType::String), literal(text));
    assert_eq!(condition(equal("it's \\ \n")), r"s == 'it\'s \\ \n'");
    assert_eq!(condition(equal("{{$}}")), r"s == '{\x7b$}}'");
    assert_eq!(condition(equal("\u{1}")), r"s == '\u0001'");
}

#[test]
fn formulas_join() {
    let flag = || Formula::Value(input("b"), ParamType::Bool);
    let is_a = || equals(of("s", ParamType::String), literal("a"));
    assert_eq!(condition(flag()), "b == true");
    assert_eq!(condition(Not(Box::new(is_a()))), "!(s == 'a')");
    assert_eq!(condition(And(vec![Not(Box::new(is_a())), flag()])), "!(s == 'a') && b == true");
    assert_eq!(condition(And(vec![Or(vec![is_a(), flag()]), flag()])), "(s == 'a' || b == true) && b == true");
}

#[test]
fn membership_and_presence() {
    let two = List(vec![literal(1), literal(2)]);
    assert_eq!(condition(within(of("i", ParamType::Int), two)), "int(i) in [1, 2]");
    assert_eq!(condition(within(literal("x"), of("l", ParamType::List))), "'x' in l");
    let here = Present(input("o"));
    assert_eq!(condition(here), "('pipelinechannel--o' in inputs.parameter_values && o != null)");
}

#[test]
fn what_an_optional_value_feeds_is_optional() {
    let mut optional = value("o", ParamType::Int);
    optional.optional = true;
    let mut branch = block("branch", 1, &[]);
    branch.when = Some(Present(input("o")));
    let inner = dag("then", DagKind::Branch, vec![], vec![call("w", 0, &[])]);
    let outer = dag("p", DagKind::Pipeline, vec![optional], vec![branch]);
    let spec = built(&plan(vec![component("work", vec![], vec![])], vec![outer, inner]));
    let read = &spec["components"]["comp-then"]["inputDefinitions"]["parameters"]["pipelinechannel--o"];
    assert_eq!(read, &json!({ "isOptional": true, "parameterType": "NUMBER_INTEGER" }));
}

#[test]
fn a_condition_reads_an_argument_that_is_there() {
    let mut branch = block("branch", 1, &[("word", input("s"))]);
    branch.when = Some(equals(of("s", ParamType::String), literal("a")));
    let inner = dag("then", DagKind::Branch, vec![text("word")], vec![call("w", 0, &[])]);
    let outer = dag("p", DagKind::Pipeline, vec![text("s")], vec![branch]);
    let spec = built(&plan(vec![component("work", vec![], vec![])], vec![outer, inner]));
    let task = &spec["root"]["dag"]["tasks"]["branch"];
    assert_eq!(task["triggerPolicy"]["condition"], "inputs.parameter_values['word'] == 'a'");
    assert_eq!(keys(&task["inputs"]["parameters"]), ["word"]);
}

/// A loop over `items`, whose body gets an item of `kind` and hands it to a leaf that takes `wants`.
fn looped(items: Items, kind: ParamType, wants: ParamType) -> Plan {
    let mut turn = block("loop", 1, &[("all", input("list"))]);
    turn.each = Some(Each { items, item: "item".into(), parallel: Some(2) });
    let ports = vec![value("item", kind), value("all", ParamType::List)];
    let body = dag("loop", DagKind::Loop, ports, vec![call("w", 0, &[("x", input("item"))])]);
    let body = yields(body, vec![(text("out"), vec![output(0, "out")])]);
    let outer = dag("p", DagKind::Pipeline, vec![value("list", ParamType::List)], vec![turn]);
    let leaf = component("work", vec![value("x", wants)], vec![text("out")]);
    plan(vec![leaf], vec![outer, body])
}

#[test]
fn a_loop_has_an_input_for_its_items_alone() {
    let spec = built(&looped(Items::Parameter(input("list")), ParamType::String, ParamType::String));
    let task = &spec["root"]["dag"]["tasks"]["loop"];
    assert_eq!(keys(&task["inputs"]["parameters"]), ["all", "pipelinechannel--list"]);
    let iterator = json!({ "itemInput": "item", "items": { "inputParameter": "pipelinechannel--list" } });
    assert_eq!(task["parameterIterator"], iterator);
    assert_eq!(task["iteratorPolicy"], json!({ "parallelismLimit": 2 }));
    let body = &spec["components"]["comp-loop"];
    assert_eq!(body["outputDefinitions"]["parameters"]["out"]["parameterType"], "LIST");
    assert_eq!(body["inputDefinitions"]["parameters"]["pipelinechannel--list"]["parameterType"], "LIST");
}

#[test]
fn constant_items_stand_in_the_spec() {
    let items = Items::Constant(vec![json!({ "a": 1 }), json!({ "a": 2 })]);
    let spec = built(&looped(items, ParamType::Struct, ParamType::Struct));
    let items = &spec["root"]["dag"]["tasks"]["loop"]["parameterIterator"]["items"];
    assert_eq!(items, &json!({ "raw": r#"[{"a":1}, {"a":2}]"# }));
}

#[test]
fn a_range_is_counted_by_a_small_task() {
    let mut made = looped(Items::Range(input("n")), ParamType::Int, ParamType::Int);
    made.dags[0].inputs.push(value("n", ParamType::Int));
    let spec = built(&made);
    let tasks = &spec["root"]["dag"]["tasks"];
    assert_eq!(tasks["loop"]["parameterIterator"]["items"]["inputParameter"], "pipelinechannel--range");
    assert_eq!(tasks["loop"]["dependentTasks"], json!(["range"]));
    let range = &spec["components"]["comp-range"];
    assert_eq!(range["inputDefinitions"]["parameters"]["value"]["parameterType"], "NUMBER_INTEGER");
    assert_eq!(range["outputDefinitions"]["parameters"]["value"]["parameterType"], "LIST");
}

#[test]
fn a_selector_stands_before_the_loop() {
    let field = Source::Select(Box::new(input("j")), vec![Key::Field("rows".into())]);
    let mut made = looped(Items::Parameter(field), ParamType::String, ParamType::String);
    made.dags[0].inputs.push(value("j", ParamType::Struct));
    let spec = built(&made);
    let outer = &spec["root"]["dag"]["tasks"]["loop"];
    assert_eq!(outer["componentRef"]["name"], "comp-loop-items");
    assert_eq!(outer.get("parameterIterator"), None);
    let name = "pipelinechannel--j-subvar-rows";
    let selector = &outer["inputs"]["parameters"][name]["parameterExpressionSelector"];
    assert_eq!(selector, "parseJson(string_value)[\"rows\"]");
    let inner = &spec["components"]["comp-loop-items"]["dag"]["tasks"]["loop"];
    assert_eq!(inner["parameterIterator"]["items"]["inputParameter"], name);
    assert_eq!(inner["inputs"]["parameters"][name], json!({ "componentInputParameter": name }));
}

#[test]
fn items_of_unknown_type_travel_as_text_where_that_will_do() {
    let kind = |wants| {
        let spec = built(&looped(Items::Parameter(input("list")), ParamType::Struct, wants));
        spec["components"]["comp-loop"]["inputDefinitions"]["parameters"]["item"]["parameterType"].clone()
    };
    assert_eq!(kind(ParamType::String), "STRING");
    assert_eq!(kind(ParamType::Struct), "STRUCT");
}

fn exit() -> Plan {
    let mut last = call("last", 0, &[("x", Source::Status(TaskId(0)))]);
    last.exit_of = Some(TaskId(0));
    let tried = dag("try", DagKind::Try, vec![], vec![call("w", 1, &[])]);
    let leaves = vec![component("end", vec![value("x", ParamType::Status)], vec![]), component("work", vec![], vec![])];
    plan(leaves, vec![dag("p", DagKind::Pipeline, vec![], vec![block("try", 1, &[]), last]), tried])
}

#[test]
fn exit_work_runs_however_its_block_ended() {
    let spec = built(&exit());
    let last = &spec["root"]["dag"]["tasks"]["last"];
    assert_eq!(last["triggerPolicy"], json!({ "strategy": "ALL_UPSTREAM_TASKS_COMPLETED" }));
    assert_eq!(last["dependentTasks"], json!(["try"]));
    assert_eq!(last["inputs"]["parameters"]["x"], json!({ "taskFinalStatus": { "producerTask": "try" } }));
    let status = &spec["components"]["comp-end"]["inputDefinitions"]["parameters"]["x"];
    assert_eq!(status, &json!({ "isOptional": true, "parameterType": "TASK_FINAL_STATUS" }));
}

#[test]
fn exit_work_waits_for_nothing_else() {
    let mut made = exit();
    made.dags[0].tasks.insert(0, call("before", 1, &[]));
    made.dags[0].tasks[2].exit_of = Some(TaskId(1));
    made.dags[0].tasks[2].arguments[0].1 = Source::Status(TaskId(1));
    assert_eq!(codes(&made, &options()), Vec::<&str>::new());
    made.dags[0].tasks[2].after = vec![TaskId(0)];
    assert_eq!(codes(&made, &options()), ["E0706"]);
}

#[test]
fn a_hook_hangs_on_one_task() {
    let leaf = || component("work", vec![], vec![]);
    let hook = |name: &str, after: Vec<TaskId>| {
        let mut task = call(name, 0, &[]);
        task.policy.ignore_upstream_failure = true;
        task.after = after;
        task
    };
    let made = |tasks| plan(vec![leaf()], vec![dag("p", DagKind::Pipeline, vec![], tasks)]);
    let one = made(vec![call("a", 0, &[]), hook("h", vec![TaskId(0)])]);
    assert_eq!(codes(&one, &options()), Vec::<&str>::new());
    let two = made(vec![call("a", 0, &[]), call("b", 0, &[]), hook("h", vec![TaskId(0), TaskId(1)])]);
    assert_eq!(codes(&two, &options()), ["E0707"]);
    let second = made(vec![call("a", 0, &[]), hook("h", vec![TaskId(0)]), hook("i", vec![TaskId(0)])]);
    assert_eq!(codes(&second, &options()), ["E0707"]);
    // Without anything to wait for there is nothing to ignore: as a hook of nothing it would never run.
    let alone = built(&made(vec![hook("h", vec![])]));
    assert_eq!(alone["root"]["dag"]["tasks"]["h"].get("triggerPolicy"), None);
}

#[test]
fn an_empty_block_has_something_to_do() {
    let made = plan(
        vec![],
        vec![dag("p", DagKind::Pipeline, vec![], vec![block("b", 1, &[])]), {
            dag("then", DagKind::Branch, vec![], vec![])
        }],
    );
    assert_eq!(keys(&built(&made)["components"]["comp-then"]["dag"]["tasks"]), ["nothing"]);
}

#[test]
fn json_that_travels_as_text_is_compared_as_text_or_read() {
    let row = || of("item", ParamType::Struct);
    let condition = |formula: Formula| {
        let mut made = looped(Items::Parameter(input("list")), ParamType::Struct, ParamType::String);
        let mut branch = block("branch", 2, &[("item", input("item"))]);
        branch.when = Some(formula);
        made.dags[1].tasks.push(branch);
        let work = vec![call("w", 0, &[("x", input("item"))])];
        made.dags.push(dag("then", DagKind::Branch, vec![value("item", ParamType::Struct)], work));
        let spec = built(&made);
        let text = &spec["components"]["comp-loop"]["dag"]["tasks"]["branch"]["triggerPolicy"]["condition"];
        text.as_str().expect("a condition").replace("inputs.parameter_values['item']", "x")
    };
    let equal = |right| equals(row(), right);
    assert_eq!(condition(equal(literal(3.0))), "x == '3'");
    assert_eq!(condition(equal(literal(true))), "x == 'true'");
    assert_eq!(condition(equal(literal("a"))), "x == 'a'");
    assert_eq!(condition(compare(row(), literal(3))), "double(x) > 3.0");
    let sum = computed(Op::Add, row(), literal(1));
    assert_eq!(condition(compare(sum, literal(2))), "double(x) + 1.0 > 2.0");
    assert_eq!(condition(within(row(), List(vec![literal(1), literal("b")]))), "x in ['1', 'b']");
}
