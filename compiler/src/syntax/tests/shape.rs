//! Trees in brackets.
//!
//! In: a tree. Out: one line a declaration, spans left out.
//! Always holds: two trees that differ in more than places read differently.

use crate::syntax::ast::*;

pub(super) fn file(file: &File) -> String {
    let mut lines: Vec<String> = file.doc.iter().map(|doc| format!("(doc {:?})", doc.text)).collect();
    lines.extend(file.decorators.iter().map(|decorator| format!("!{}", self::decorator(decorator))));
    lines.extend(file.items.iter().map(item));
    lines.join("\n")
}

fn all<T>(parts: &[T], show: impl Fn(&T) -> String) -> String {
    parts.iter().map(show).collect::<Vec<_>>().join(" ")
}

fn or_dash<T>(part: Option<&T>, show: impl Fn(&T) -> String) -> String {
    part.map_or("-".to_owned(), show)
}

fn name(name: &Name) -> String {
    if name.text.is_empty() { "<missing>".to_owned() } else { name.text.to_string() }
}

fn decorator(decorator: &Decorator) -> String {
    format!("@{}({})", name(&decorator.name), all(&decorator.args, arg))
}

fn item(item: &Item) -> String {
    let doc = item.doc.as_ref().map_or(String::new(), |doc| format!("/{:?} ", doc.text));
    let decorators: String = item.decorators.iter().map(|decorator| self::decorator(decorator) + " ").collect();
    format!("{doc}{decorators}{}", kind(&item.kind))
}

fn kind(kind: &ItemKind) -> String {
    match kind {
        ItemKind::Use(decl) => {
            let source = match &decl.source {
                UseSource::Std(path) => path.iter().map(name).collect::<Vec<_>>().join("."),
                UseSource::File(path) => string(path),
                UseSource::Component(path) => format!("component {}", string(path)),
            };
            let alias = |used: &UseName| or_dash(used.alias.as_ref(), |alias| format!("as {}", name(alias)));
            format!("(use {source} {})", all(&decl.names, |used| format!("{} {}", name(&used.name), alias(used))))
        }
        ItemKind::Const(decl) => {
            let value = or_dash(decl.value.as_ref(), expr);
            format!("(const {} {} {value})", name(&decl.name), or_dash(decl.ty.as_ref(), ty))
        }
        ItemKind::Type(decl) => format!("(type {} {})", name(&decl.name), ty(&decl.ty)),
        ItemKind::Artifact(decl) => {
            format!("(artifact {} {} {})", name(&decl.name), name(&decl.parent), string(&decl.schema))
        }
        ItemKind::Component(decl) => {
            let body = match &decl.body {
                ComponentBody::PythonFence(fence) => format!("python {:?}", fence.text),
                ComponentBody::PythonRef(path) => format!("python {}", string(path)),
                ComponentBody::Container { fields, .. } => format!("container {}", all(fields, field)),
                ComponentBody::Error => "<error>".to_owned(),
            };
            let inputs = all(&decl.inputs, param);
            format!("(component {} ({inputs}) {} {body})", name(&decl.name), outputs(&decl.outputs))
        }
        ItemKind::Pipeline(decl) => {
            let finally = decl.finally.as_ref().map_or(String::new(), |block| format!(" {}", self::finally(block)));
            let inputs = all(&decl.inputs, param);
            let outputs = outputs(&decl.outputs);
            format!("(pipeline {} ({inputs}) {outputs} {}{finally})", name(&decl.name), block(&decl.body))
        }
        ItemKind::Trigger(decl) => {
            format!("(trigger {} {} {})", name(&decl.name), expr(&decl.source), expr(&decl.target))
        }
        ItemKind::Error => "<error>".to_owned(),
    }
}

fn param(param: &ParamDecl) -> String {
    let doc = param.doc.as_ref().map_or(String::new(), |doc| format!("/{:?} ", doc.text));
    let path = if param.path.is_some() { "path " } else { "" };
    let default = param.default.as_ref().map_or(String::new(), |value| format!("={}", expr(value)));
    format!("{doc}{path}{}:{}{default}", name(&param.name), ty(&param.ty))
}

fn outputs(outputs: &Outputs) -> String {
    match outputs {
        Outputs::None => "-".to_owned(),
        Outputs::Single(single) => ty(single),
        Outputs::Named(named) => format!("({})", all(named, param)),
    }
}

fn ty(ty: &TypeExpr) -> String {
    match &ty.kind {
        TypeExprKind::Name(base, args) if args.is_empty() => name(base),
        TypeExprKind::Name(base, args) => format!("{}<{}>", name(base), all(args, self::ty)),
        TypeExprKind::Record(fields) => format!("{{{}}}", all(fields, param)),
        TypeExprKind::Enum(values) => values.iter().map(expr).collect::<Vec<_>>().join("|"),
        TypeExprKind::Optional(inner) => format!("({})?", self::ty(inner)),
        TypeExprKind::Error => "<error>".to_owned(),
    }
}

fn block(block: &Block) -> String {
    format!("(block {})", all(&block.stmts, stmt)).replace("(block )", "(block)")
}

fn finally(finally: &Finally) -> String {
    format!("(finally {} {})", or_dash(finally.status.as_ref(), name), block(&finally.body))
}

fn stmt(stmt: &Stmt) -> String {
    match &stmt.kind {
        StmtKind::Let { name, value } => format!("(let {} {})", self::name(name), expr(value)),
        StmtKind::Return(value) => format!("(return {})", expr(value)),
        StmtKind::Expr(value) => expr(value),
        StmtKind::Error => "<error>".to_owned(),
    }
}

fn arg(arg: &Arg) -> String {
    arg.name.as_ref().map_or(String::new(), |key| format!("{}=", name(key))) + &expr(&arg.value)
}

fn field(field: &Field) -> String {
    let key = match &field.key {
        Key::Name(key) => name(key),
        Key::Str(text) => string(text),
    };
    format!("{key}={}", expr(&field.value))
}

fn string(text: &StrLit) -> String {
    let pieces = text.pieces.iter().map(|piece| match piece {
        StrPiece::Text(text) => format!("{text:?}"),
        StrPiece::Interpolation(value) => format!("${{{}}}", expr(value)),
    });
    let pieces: Vec<String> = pieces.collect();
    if pieces.is_empty() { "\"\"".to_owned() } else { pieces.join("+") }
}

fn list_item(item: &ListItem) -> String {
    match item {
        ListItem::Expr(value) => expr(value),
        ListItem::If(list) => {
            let (then, otherwise) = (all(&list.then, list_item), all(&list.otherwise, list_item));
            format!("(if {} [{then}] [{otherwise}])", expr(&list.cond))
        }
    }
}

fn if_block(choice: &If) -> String {
    let otherwise = choice.otherwise.as_ref().map_or(String::new(), |otherwise| match otherwise {
        Else::If(choice, _) => format!(" {}", if_block(choice)),
        Else::Block(inner) => format!(" {}", block(inner)),
    });
    format!("(if {} {}{otherwise})", expr(&choice.cond), block(&choice.then))
}

fn expr(value: &Expr) -> String {
    match &value.kind {
        ExprKind::Str(text) => string(text),
        ExprKind::Fence(fence) => format!("```{:?}", fence.text),
        ExprKind::Int(text) | ExprKind::Float(text) | ExprKind::Unit(text) | ExprKind::Name(text) => text.to_string(),
        ExprKind::Bool(value) => value.to_string(),
        ExprKind::None => "none".to_owned(),
        ExprKind::Field(base, field) => format!("{}.{}", expr(base), name(field)),
        ExprKind::Index(base, index) => format!("{}[{}]", expr(base), expr(index)),
        ExprKind::Call(base, args) => format!("{}({})", expr(base), all(args, arg)),
        ExprKind::Unary(op, inner) => format!("({op:?} {})", expr(inner)),
        ExprKind::Binary(op, left, right) => format!("({op:?} {} {})", expr(left), expr(right)),
        ExprKind::Paren(inner) => format!("(paren {})", expr(inner)),
        ExprKind::List(items) => format!("[{}]", all(items, list_item)),
        ExprKind::Record(fields) => format!("{{{}}}", all(fields, field)),
        ExprKind::If(choice) => if_block(choice),
        ExprKind::For(each) => {
            let parallel = each.parallel.as_ref().map_or(String::new(), |count| format!(" parallel {}", expr(count)));
            format!("(for {} {}{parallel} {})", name(&each.name), expr(&each.list), block(&each.body))
        }
        ExprKind::Try(attempt) => format!("(try {} {})", block(&attempt.body), finally(&attempt.finally)),
        ExprKind::Error => "<error>".to_owned(),
    }
}
