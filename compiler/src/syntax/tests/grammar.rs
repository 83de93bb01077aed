//! What is right: the tree of each construct, one test a rule of the language.
//!
//! In: sources. Out: their trees in brackets.

use super::{stmts, tree, value};

#[test]
fn operators_bind_from_or_to_call() {
    assert_eq!(value("a or b and not c == d + e * -f.g"), "(Or a (And b (Not (Eq c (Add d (Mul e (Neg f.g)))))))");
    assert_eq!(value("a - b - c / d / e"), "(Sub (Sub a b) (Div (Div c d) e))");
    assert_eq!(value("a not in [b] and c in d"), "(And (NotIn a [b]) (In c d))");
    assert_eq!(value("(a or b) and c"), "(And (paren (Or a b)) c)");
    assert_eq!(value("not not a"), "(Not (Not a))");
    assert_eq!(value("- - 1"), "(Neg (Neg 1))");
    assert_eq!(value("a >= 1 and b <= 2 and c != 3 and d > 4 and e < 5").matches("And").count(), 4);
    assert_eq!(value("a.b[\"c\"](d).e"), "a.b[\"c\"](d).e");
}

#[test]
fn literals() {
    assert_eq!(value("[1, 1_000, 0.5, 1e-3, 1E6, true, false, none]"), "[1 1000 0.5 1e-3 1E6 true false none]");
    assert_eq!(value("[30s, 1h30m, 16Gi, 500m, 1.5Gi, 2e]"), "[30s 1h30m 16Gi 500m 1.5Gi 2e]");
    assert_eq!(value(r#""a\n\t\r\\\"\$\u{e9}é""#), r#""a\n\t\r\\\"$éé""#);
    assert_eq!(value(r#""a ${b} $c ${d.e.f}${ g }""#), r#""a "+${b}+" $c "+${d.e.f}+${g}"#);
    assert_eq!(value(r#""{{$}} {{$.inputs.parameters['x']}}""#), r#""{{$}} {{$.inputs.parameters['x']}}""#);
    assert_eq!(value(r#""""#), r#""""#);
}

#[test]
fn lists_and_records() {
    assert_eq!(value("[]"), "[]");
    assert_eq!(value("{}"), "{}");
    assert_eq!(value("[a, b,]"), "[a b]");
    assert_eq!(value(r#"{ a = 1, "b-c" = [2], "${d}" = { e = 3 }, }"#), r#"{a=1 "b-c"=[2] ${d}={e=3}}"#);
    assert_eq!(
        value("[a, if b { c, d } else if e { f } else { }, if g { h, }]"),
        "[a (if b [c d] [(if e [f] [])]) (if g [h] [])]"
    );
    assert_eq!(value("[if a { if b { c } }]"), "[(if a [(if b [c] [])] [])]");
}

#[test]
fn a_new_line_begins_a_statement_where_it_must() {
    assert_eq!(stmts("a\n(b)"), "a (paren b)");
    assert_eq!(stmts("a\n[b]"), "a [b]");
    assert_eq!(stmts("a\n- b"), "a (Neg b)");
    assert_eq!(stmts("a(b)\n    .c(d)\n    .e"), "a(b).c(d).e");
    assert_eq!(stmts("a\n+ b\nor c"), "(Or (Add a b) c)");
    assert_eq!(stmts("let x = a b c"), "(let x a) b c");
    assert_eq!(stmts("f(\n    a\n    - b,\n    c\n    [d],\n    e\n    (g),\n)"), "f((Sub a b) c[d] e(g))");
    assert_eq!(value("[\n    a\n    - b\n]"), "[(Sub a b)]");
}

#[test]
fn braces_behind_a_head_open_a_block_elsewhere_a_record() {
    assert_eq!(stmts("{ a = 1 }"), "{a=1}");
    assert_eq!(stmts("if a { { b = 1 } }"), "(if a (block {b=1}))");
    assert_eq!(stmts("if ({ a = 1 }).a == b { c }"), "(if (Eq (paren {a=1}).a b) (block c))");
    assert_eq!(stmts("if f({ a = 1 }) { c }"), "(if f({a=1}) (block c))");
    assert_eq!(stmts("for a in [{ b = 1 }] { c(a) }"), "(for a [{b=1}] (block c(a)))");
}

#[test]
fn blocks_and_where_they_stand() {
    assert_eq!(
        stmts("if a { b() } else if c { d() } else { e() }"),
        "(if a (block b()) (if c (block d()) (block e())))"
    );
    assert_eq!(
        stmts("let x = for _ in range(3) parallel 2 { a() }"),
        "(let x (for _ range(3) parallel 2 (block a())))"
    );
    assert_eq!(stmts("return if a { b } else { c }"), "(return (if a (block b) (block c)))");
    assert_eq!(stmts("{ a = if b { c } else { d }, e = 1 }"), "{a=(if b (block c) (block d)) e=1}");
    assert_eq!(stmts("try { a() } finally(s) { b(s) }"), "(try (block a()) (finally s (block b(s))))");
    assert_eq!(stmts("try { a() }\nfinally { b() }"), "(try (block a()) (finally - (block b())))");
    assert_eq!(stmts("if a { }\nelse { b() }"), "(if a (block) (block b()))");
    assert_eq!(stmts("if a { b() }.after(c).display(\"d\")"), "(if a (block b())).after(c).display(\"d\")");
    assert_eq!(stmts("if a { b() } (c)"), "(if a (block b())) (paren c)");
}

#[test]
fn every_word_is_a_name_before_equals_and_colon_and_behind_a_dot() {
    assert_eq!(stmts("f(for = 30m, if = 1, in = 2, true = 3)"), "f(for=30m if=1 in=2 true=3)");
    assert_eq!(stmts("a.if.for.component.none"), "a.if.for.component.none");
    assert_eq!(stmts("let return = a"), "(let return a)");
    assert_eq!(tree("type T = { if: Int, path: String, use: Bool }"), "(type T {if:Int path:String use:Bool})");
    assert_eq!(stmts("if a == none { b }"), "(if (Eq a none) (block b))");
}

#[test]
fn contextual_words_are_names_elsewhere() {
    assert_eq!(
        stmts("let component = python(container, parallel)\ntype(path).use(as)"),
        "(let component python(container parallel)) type(path).use(as)"
    );
    assert_eq!(
        tree("component path(path: Path, path data: Data) -> (path: A, path out: B) python \"x\""),
        "(component path (path:Path path data:Data) (path:A path out:B) python \"x\")"
    );
    assert_eq!(
        stmts("for parallel in parallel parallel parallel { }"),
        "(for parallel parallel parallel parallel (block))"
    );
}

#[test]
fn types() {
    assert_eq!(tree("type T = \"a\" | \"b\"?"), "(type T (\"a\"|\"b\")?)");
    assert_eq!(tree("type T = 1 | -2"), "(type T 1|(Neg 2))");
    assert_eq!(tree("type T = List<List<Map<Int>>?>?"), "(type T (List<(List<Map<Int>>)?>)?)");
    assert_eq!(tree("type T = { a: List<{ b: Int = 1, }>, c: U? = none }"), "(type T {a:List<{b:Int=1}> c:(U)?=none})");
    assert_eq!(tree("const A: List<Int>= [3]"), "(const A List<Int> [3])");
    assert_eq!(tree("const A: List<List<Int>>= []"), "(const A List<List<Int>> [])");
    assert_eq!(tree("type T = {}"), "(type T {})");
}

#[test]
fn declarations() {
    assert_eq!(
        tree("use std.mlflow.{log as log_run, register}\nuse \"./x.ml\".{a}\nuse component \"y.yaml\" as y"),
        "(use std.mlflow log as log_run register -)\n(use \"./x.ml\" a -)\n(use component \"y.yaml\" y -)"
    );
    assert_eq!(tree("const A\nconst B: Int\nconst C = 1"), "(const A - -)\n(const B Int -)\n(const C - 1)");
    assert_eq!(tree("artifact A: Dataset = \"a.A@1\""), "(artifact A Dataset \"a.A@1\")");
    assert_eq!(
        tree("trigger t = any(a(1), b(c = 2)) -> p(x = event.key)"),
        "(trigger t any(a(1) b(c=2)) p(x=event.key))"
    );
    assert_eq!(tree("const A = 1 const B = 2 type T = Int"), "(const A - 1)\n(const B - 2)\n(type T Int)");
}

#[test]
fn components() {
    assert_eq!(tree("component a() python \"./a.py::b\""), "(component a () - python \"./a.py::b\")");
    assert_eq!(
        tree("component a(x: Int = 1, y: T?,) -> U\n    container {\n        command = [x]\n        args = []\n    }"),
        "(component a (x:Int=1 y:(T)?) U container command=[x] args=[])"
    );
    assert_eq!(
        tree("component a() -> () container { command = [], args = [] }"),
        "(component a () () container command=[] args=[])"
    );
    assert_eq!(tree("component a() container {}"), "(component a () - container )");
}

#[test]
fn pipelines() {
    assert_eq!(
        tree("pipeline p(a: Int = 1) -> (m: Model) {\n} finally(s) {\n    b(s)\n}"),
        "(pipeline p (a:Int=1) (m:Model) (block) (finally s (block b(s))))"
    );
}

#[test]
fn docs_and_decorators() {
    let text = "//! The file.\n//!\n//!  Indented.\n\n@!image(\"i\")\n\n/// One.\n/// Two.\n@a @b(1, c = 2)\n\
                component d(\n    /// In.\n    x: Int,\n) -> (\n    /// Out.\n    y: Int,\n) python \"z\"\n";
    assert_eq!(
        tree(text),
        "(doc \"The file.\\n\\n Indented.\")\n!@image(\"i\")\n\
         /\"One.\\nTwo.\" @a() @b(1 c=2) (component d (/\"In.\" x:Int) (/\"Out.\" y:Int) python \"z\")"
    );
    assert_eq!(tree("@a\n/// Below.\nconst B = 1"), "/\"Below.\" @a() (const B - 1)");
    assert_eq!(tree("const A = 1 /// behind\nconst B = 2"), "(const A - 1)\n(const B - 2)");
    assert_eq!(tree("/// a\n//// no doc\nconst A = 1"), "/\"a\" (const A - 1)");
}

#[test]
fn fences_hold_their_text() {
    let fence = |body: &str| value(&format!("```\n{body}\n```"));
    assert_eq!(fence("    a\n      b\n\n    c"), "```\"a\\n  b\\n\\nc\\n\"");
    assert_eq!(fence("a\\n ${b}"), "```\"a\\\\n ${b}\\n\"");
    assert_eq!(value("````\n```\na\n```\n````"), "```\"```\\na\\n```\\n\"");
    assert_eq!(value("[```\n  a\n  ```, b]"), "[```\"a\\n\" b]");
    assert_eq!(value("```\r\n  a\r\n  b\r\n```"), "```\"a\\nb\\n\"");
    assert_eq!(value("```\n```"), "```\"\"");
    assert_eq!(fence("\tif a:\n\t\tb"), "```\"if a:\\n\\tb\\n\"");
}

#[test]
fn a_fence_leaves_the_strings_of_its_text_alone() {
    let fence = |body: &str| value(&format!("```\n{body}\n```"));
    assert_eq!(fence("    a = '''x\n  y\n        z'''\n    b"), "```\"a = '''x\\n  y\\n        z'''\\nb\\n\"");
    assert_eq!(
        fence("    a = \"\"\"x\ny\"\"\" + '''\nz'''\n    b"),
        "```\"a = \\\"\\\"\\\"x\\ny\\\"\\\"\\\" + '''\\nz'''\\nb\\n\""
    );
    assert_eq!(fence("    # it's \"\"\" no string\n    b"), "```\"# it's \\\"\\\"\\\" no string\\nb\\n\"");
    assert_eq!(fence("    a = \"'''\"\n      b"), "```\"a = \\\"'''\\\"\\n  b\\n\"");
    assert_eq!(fence("    a = 'x\\\n  y'\n    b"), "```\"a = 'x\\\\\\n  y'\\nb\\n\"");
    assert_eq!(fence("    echo '''\n      b"), "```\"echo '''\\n  b\\n\"", "never closed: no string of Python");
}

#[test]
fn blanks_of_every_kind_are_no_part_of_the_tree() {
    let text = "component a(x: Int) -> Int python \"y\"\npipeline p() {\n    let b = a(x = 1)\n    return b\n}\n";
    let plain = tree(text);
    assert_eq!(tree(&text.replace('\n', "\r\n")), plain);
    assert_eq!(tree(&text.replace("    ", "\t")), plain);
    assert_eq!(tree(&format!("\u{feff}{text}")), plain);
    assert_eq!(tree(&text.replace('\n', "  // é\n\n")), plain);
}
