//! The compiler's own work without a process around it.
//!
//! In: seconds to spend on each file, and `.ml` files. Out: a line of JSON for each: its path, bytes of source and of
//! YAML, and the best seconds of parsing it, of compiling it whole, of making YAML out of its plan, and of `serde_json`
//! writing the same content. `peers.py` runs this and holds it against others.

use std::hint::black_box;
use std::time::{Duration, Instant};

use mlc::driver::{self, Request};
use mlc::emit::{self, Options, Target};
use mlc::modules::{LoadError, Loader};
use mlc::source::{FileId, SourceMap};
use mlc::syntax;

/// The real file system.
struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        std::fs::read(path).map_err(|error| LoadError::Other(error.to_string()))
    }

    fn neighbours(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

/// The best of as many rounds as fit into `budget`, three at least.
fn best<T>(budget: Duration, mut work: impl FnMut() -> T) -> f64 {
    let begin = Instant::now();
    let mut best = f64::INFINITY;
    let mut rounds = 0;
    while rounds < 3 || begin.elapsed() < budget {
        let start = Instant::now();
        let made = black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
        drop(made);
        rounds += 1;
    }
    best
}

fn measure(path: &str, budget: Duration) -> Result<serde_json::Value, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let options = Options::new(Target::Kfp);
    let request = Request { files: vec![path.to_owned()], targets: vec![options.clone()], ..Request::default() };
    let compile = || driver::compile(&request, SourceMap::default(), &Disk);
    let compiled = compile();
    if compiled.failed() {
        return Err(format!("{path}: {} reports", compiled.diagnostics.len()));
    }
    let yaml: usize = compiled.products.iter().map(|product| product.document.text.len()).sum();
    let contents: Vec<serde_json::Value> = compiled
        .products
        .iter()
        .filter_map(|product| serde_json::from_str(&emit::json(&product.document)?).ok())
        .collect();
    let json =
        || contents.iter().map(|content| serde_json::to_vec(content).map_or(0, |bytes| bytes.len())).sum::<usize>();
    let emit =
        || compiled.plans.iter().map(|plan| emit::emit(plan, &[], &options, &compiled.sources)).collect::<Vec<_>>();
    Ok(serde_json::json!({
        "file": path,
        "source_bytes": text.len(),
        "yaml_bytes": yaml,
        "parse": best(budget, || syntax::parse(FileId(0), &text)),
        "compile": best(budget, compile),
        "emit": best(budget, emit),
        "json_bytes": json(),
        "json": best(budget, json),
    }))
}

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let seconds = arguments.next().and_then(|seconds| seconds.parse().ok()).ok_or("seconds and files are wanted")?;
    for path in arguments {
        println!("{}", measure(&path, Duration::from_secs_f64(seconds))?);
    }
    Ok(())
}
