//! What is wrong: that each fault is reported once, and what of the tree stays. The reports as drawn are in `tests/cases`.
//!
//! In: sources. Out: codes with lines, and trees in brackets.

use super::read;

/// The codes, and the statements of a pipeline.
fn stmts(body: &str) -> (String, String) {
    let body = body.replace('\n', "\n    ");
    let (tree, codes) = read(&format!("pipeline p() {{\n    {body}\n}}\n"));
    let inner = tree.strip_prefix("(pipeline p () - (block").and_then(|tree| tree.strip_suffix("))"));
    (codes, inner.unwrap_or(&tree).trim().to_owned())
}

fn is((found, shape): (String, String), codes: &str, tree: &str) {
    assert_eq!((found, shape), (codes.to_owned(), tree.to_owned()));
}

#[test]
fn a_broken_statement_keeps_its_siblings() {
    is(stmts("a()\n= b\nc()"), "E0102@3", "a() <error> c()");
    is(stmts("a()\nlet x =\nlet y = c()"), "E0102@3", "a() (let x <error>) (let y c())");
    is(stmts("let = b\nc()"), "E0102@2", "(let <missing> b) c()");
    is(stmts("let x b\nc()"), "E0102@2", "(let x b) c()");
}

#[test]
fn what_is_missing_leaves_a_hole_where_it_belongs() {
    is(stmts("let x = a.\nlet y = b"), "E0102@2", "(let x a.<missing>) (let y b)");
    is(stmts("f(a, b = )"), "E0102@2", "f(a b=<error>)");
    is(stmts("f(a, , c)"), "E0102@2", "f(a <error> c)");
    is(stmts("let x = a +\nlet y = b"), "E0102@2", "(let x (Add a <error>)) (let y b)");
    is(stmts("f(a, b\nlet y = c"), "E0103@2", "f(a b) (let y c)");
    is(stmts("if { a() }"), "E0102@2", "(if <error> (block a()))");
    is(stmts("for x { a() }"), "E0102@2", "(for x <error> (block a()))");
    is(stmts("if a b { c() }"), "E0102@2", "(if a (block c()))");
    is(stmts("try { a() }"), "E0102@2", "(try (block a()) (finally - (block <error>)))");
}

#[test]
fn a_broken_header_keeps_the_declaration() {
    let (tree, codes) = read("component a x: Int) -> Int python \"y\"\n");
    assert_eq!((tree.as_str(), codes.as_str()), ("(component a (x:Int) Int python \"y\")", "E0102@1"));
    let (tree, codes) = read("component a(x Int, y: , z: List<Int) -> Int\n");
    assert_eq!(tree, "(component a (x:Int y:<error> z:List<Int>) Int <error>)");
    assert_eq!(codes, "E0102@1 E0102@1 E0102@1 E0102@1");
    let (tree, codes) = read("pipeline p() -> {\n    a()\n}\n");
    assert_eq!((tree.as_str(), codes.as_str()), ("(pipeline p () <error> (block a()))", "E0102@1"));
    let (tree, codes) = read("pipeline p() {\n    a(\n\ncomponent b() python \"c\"\n");
    assert_eq!(tree, "(pipeline p () - (block a()))\n(component b () - python \"c\")");
    assert_eq!(codes, "E0103@2 E0103@2");
}

#[test]
fn a_misspelled_keyword_is_taken_for_what_is_meant() {
    let (tree, codes) = read("componnet a() python \"b\"\n\ntask c() python \"d\"\n");
    assert_eq!(tree, "(component a () - python \"b\")\n(component c () - python \"d\")");
    assert_eq!(codes, "E0131@1 E0131@3");
}

#[test]
fn statements_outside_of_a_pipeline_are_reported_once() {
    let (tree, codes) = read("let a = b()\nlet c = d()\n\nconst E = 1\n");
    assert_eq!((tree.as_str(), codes.as_str()), ("<error>\n(const E - 1)", "E0131@1"));
}

#[test]
fn brackets_are_put_where_the_layout_says() {
    is(stmts("if a {\n    b()\nc()\n"), "E0103@3", "(if a (block b())) c()");
    is(stmts("f(\n    a,\n    b\ng()"), "E0103@4", "f(a b) g()");
    is(stmts("f(a]"), "E0104@2", "f(a)");
    is(stmts("if a {\n    b()\n}\n    }\nc()"), "E0104@5", "(if a (block b())) c()");
    is(stmts("let x = f a = 1)\nb()"), "E0104@2", "(let x f) (let a 1) b()");
    is(stmts("if a {\n    b()\nelse {\n    c()\n}"), "E0103@3", "(if a (block b()) (block c()))");
}

#[test]
fn a_colon_in_place_of_braces_takes_the_deeper_lines() {
    is(stmts("for x in y:\n    a(x)\n    b(x)\nc()"), "E0126@2", "(for x y (block a(x) b(x))) c()");
    is(stmts("if a: b()\nc()"), "E0126@2", "(if a (block b())) c()");
    let (tree, codes) = read("pipeline p():\n    a()\n    b()\n\nconst C = 1\n");
    assert_eq!((tree.as_str(), codes.as_str()), ("(pipeline p () - (block a() b()))\n(const C - 1)", "E0126@1"));
}

#[test]
fn what_python_says_is_taken_for_what_is_meant() {
    is(stmts("f(a = True, b = None)"), "E0120@2 E0120@2", "f(a=true b=none)");
    is(stmts("if a { b() } elif c { d() }"), "E0121@2", "(if a (block b()) (if c (block d())))");
    is(stmts("x = f()\ny = g(x)"), "E0118@2 E0118@3", "(let x f()) (let y g(x))");
    is(stmts("if a && !b { c() }"), "E0128@2 E0128@2", "(if (And a (Not b)) (block c()))");
    is(stmts("f('a')"), "E0124@2", "f(\"a\")");
    is(stmts("f(f\"a\")"), "E0122@2", "f(\"a\")");
    is(stmts("with dsl.If(a):\n    b()\n    c()\nd()"), "E0127@2", "<error> d()");
    is(stmts("f(x: 1)"), "E0137@2", "f(x=1)");
    let (tree, codes) = read("const A: List[Map[Int]] = []\n");
    assert_eq!((tree.as_str(), codes.as_str()), ("(const A List<Map<Int>> [])", "E0125@1 E0125@1"));
}

#[test]
fn blocks_are_no_operands() {
    is(stmts("let x = 1 + if a { 2 } else { 3 }\nb()"), "E0116@2", "(let x (Add 1 <error>)) b()");
    is(stmts("f(if b { c } else { d })"), "E0116@2", "f(<error>)");
    is(stmts("f(a = (if b { c } else { d }))"), "E0116@2", "f(a=(paren <error>))");
    is(stmts("f(a = if b { c } else { d } + 1)"), "E0116@2", "f(a=<error>)");
    is(stmts("let x = if a { 2 } else { 3 } + 1\nb()"), "E0116@2", "(let x <error>) b()");
    is(stmts("[for x in y { z }]"), "E0116@2", "[<error>]");
}

#[test]
fn strings_and_numbers_that_are_wrong_are_still_strings_and_numbers() {
    is(stmts("let x = \"abc\nlet y = b"), "E0105@2", "(let x \"abc\") (let y b)");
    is(
        stmts(r#"f("\q ${a + b} ${} ${")"#),
        "E0106@2 E0107@2 E0107@2 E0107@2",
        r#"f("\\q "+${<error>}+" "+${<error>}+" ${")"#,
    );
    is(stmts(r#"f("${x["k"]}", a)"#), "E0107@2", "f(${<error>} a)");
    is(stmts(r#"f("\u{110000}\u00e9")"#), "E0106@2 E0106@2", r#"f("00e9")"#);
    is(stmts("f(.5, 0x10, 1__0, 007)"), "E0110@2 E0110@2 E0110@2 E0110@2", "f(.5 <error> 10 007)");
}

#[test]
fn an_open_fence_ends_before_the_next_declaration() {
    let text = "component a() python ```\n    x\n\ncomponent b() python ```\n    y\n```\n";
    let (tree, codes) = read(text);
    assert_eq!(tree, "(component a () - <error>)\n(component b () - python \"y\\n\")");
    assert_eq!(codes, "E0108@1");
    let (tree, codes) = read("component a() python ```\n    x\n\npipeline p() {\n}\n");
    assert_eq!(tree, "(component a () - <error>)\n(pipeline p () - (block))");
    assert_eq!(codes, "E0108@1");
}

#[test]
fn a_merge_conflict_is_one_fault() {
    let text = "const A = 1\n<<<<<<< ours\nconst B = 2\n=======\nconst B = 3\n>>>>>>> theirs\nconst C = 4\n";
    let (tree, codes) = read(text);
    assert_eq!((tree.as_str(), codes.as_str()), ("(const A - 1)\n(const B - 2)\n(const C - 4)", "E0130@2"));
}

#[test]
fn letters_beyond_ascii_are_reported_once_a_name() {
    is(stmts("let größe = a\nf(größe)\nf(naïve)"), "E0111@2 E0111@4", "(let größe a) f(größe) f(naïve)");
}

#[test]
fn hidden_characters_are_reported_wherever_they_are() {
    let (_, codes) = read("const A = \"\u{202e}\" // \u{2066}\n\u{0}const B = 1\n");
    assert_eq!(codes, "E0101@1 E0101@1 E0101@2");
}
