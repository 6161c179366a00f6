//! Opening a bundle, one turn of each kind with Tantivy's own search beside it, and building.
//!
//! `benches/README.md` says how to run this and how to read it.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use relais::signature::{SigningKey, TrustedKeys};
use relais::{Bundle, Engine, Locale};
use relais_benches::{Asked, Base, Floor, Kind, Script};

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = conversations, building
}
criterion_main!(benches);

/// Opens the bundle of each knowledge base and asks it questions of each kind.
fn conversations(criterion: &mut Criterion) {
    for base in sizes() {
        let loaded = base.load().expect("the knowledge base has no error");
        let bytes = loaded.to_bytes().expect("it fits the format");
        drop(loaded);
        opening(criterion, base, &bytes);
        turns(criterion, base, &bytes);
    }
}

fn opening(criterion: &mut Criterion, base: Base, bytes: &[u8]) {
    criterion.benchmark_group("open").bench_function(base.to_string(), |bencher| {
        bencher.iter_batched(
            || bytes.to_vec(),
            |bytes| Bundle::from_bytes(bytes).expect("it was just built"),
            BatchSize::PerIteration,
        );
    });
    let key = SigningKey::new([7; 32]);
    let trusted: TrustedKeys = key.public_key().into();
    let signed = Bundle::sign(bytes, &key).expect("it was just built");
    criterion.benchmark_group("open signed").bench_function(base.to_string(), |bencher| {
        bencher.iter_batched(
            || signed.clone(),
            |bytes| Bundle::verify(bytes, &trusted).expect("it was just signed"),
            BatchSize::PerIteration,
        );
    });
}

fn turns(criterion: &mut Criterion, base: Base, bytes: &[u8]) {
    let engine = Engine::new(Bundle::from_bytes(bytes.to_vec()).expect("it was just built"));
    let floors: BTreeMap<Locale, Floor> = engine
        .bundle()
        .locales()
        .iter()
        .map(|locale| (*locale, Floor::open(bytes, *locale)))
        .collect();
    let scripts = base.scripts().expect("it was read before");
    let asked: Vec<Asked> = scripts
        .iter()
        .filter_map(Script::first)
        .take(QUESTIONS)
        .map(|(start, question)| Asked::of(&engine, start, question))
        .collect();
    for kind in Kind::ALL {
        let same: Vec<&Asked> = asked.iter().filter(|asked| asked.kind == kind).collect();
        if same.is_empty() {
            continue;
        }
        let mut group = criterion.benchmark_group(format!("turn at {base}"));
        let mut questions = same.iter().cycle();
        group.bench_function(BenchmarkId::new(kind.name(), "relais"), |bencher| {
            bencher.iter_batched(
                || questions.next().expect("a cycle has no end").again(&engine),
                |(mut session, message)| (session.reply(message), session),
                BatchSize::SmallInput,
            );
        });
        let mut questions = same.iter().cycle();
        group.bench_function(BenchmarkId::new(kind.name(), "floor"), |bencher| {
            bencher.iter(|| {
                let asked = questions.next().expect("a cycle has no end");
                black_box(floors[&asked.locale].search(&asked.terms))
            });
        });
    }
}

/// Compiles knowledge bases that are small enough to do it ten times.
fn building(criterion: &mut Criterion) {
    for articles in [100, 1_000] {
        let base = Base::Generated(articles);
        let loaded = base.load().expect("the knowledge base has no error");
        let mut group = criterion.benchmark_group("build");
        group.sample_size(10);
        group.bench_function(base.to_string(), |bencher| {
            bencher.iter(|| loaded.to_bytes().expect("it fits the format"));
        });
    }
}

/// The knowledge bases of `RELAIS_BENCH_BASES`, or the usual ones; with `RELAIS_BENCH_LARGE=1` the
/// largest one too, which takes minutes to build.
fn sizes() -> Vec<Base> {
    let named = std::env::var("RELAIS_BENCH_BASES");
    let named = named.as_deref().unwrap_or("starter,100,1000,10000");
    let large = std::env::var("RELAIS_BENCH_LARGE").is_ok_and(|value| value == "1");
    let names = named.split(',').chain(large.then_some("100000"));
    names.map(|name| name.parse().expect("RELAIS_BENCH_BASES has `starter` and numbers")).collect()
}

/// Enough for some of each kind.
const QUESTIONS: usize = 400;
