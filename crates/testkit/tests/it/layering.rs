//! Dependencies point down only, and heavy or sensitive libraries stay in the crates that own them.
//!
//! `model <- query <- engine <- files`, `model <- store`, everything `<- server`; `testkit` serves
//! tests and `bench` measures; neither is ever part of a build.

use std::collections::{HashMap, HashSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

const BELOW_SERVER: &[&str] =
    &["souk-model", "souk-query", "souk-engine", "souk-files", "souk-store"];

/// For each crate, the crates of this workspace that it may depend on.
const ALLOWED: &[(&str, &[&str])] = &[
    ("souk-model", &[]),
    ("souk-query", &["souk-model"]),
    ("souk-engine", &["souk-model", "souk-query"]),
    ("souk-files", &["souk-model", "souk-query", "souk-engine"]),
    ("souk-store", &["souk-model"]),
    ("souk-server", BELOW_SERVER),
    ("souk-testkit", BELOW_SERVER),
    ("souk-bench", &["souk-model", "souk-query"]),
    (
        "souk-bench-server",
        &[
            "souk-bench",
            "souk-model",
            "souk-query",
            "souk-engine",
            "souk-files",
            "souk-store",
            "souk-server",
            "souk-testkit",
        ],
    ),
];

/// What every crate's tests may use.
const FOR_TESTS: &str = "souk-testkit";

/// A library (with everything whose name continues it after a hyphen) and the crates that may name it.
struct Restriction {
    library: &'static str,
    owners: &'static [&'static str],
    test_owners: &'static [&'static str],
}

const DRIVER_OWNERS: &[&str] = &["souk-engine", "souk-store", "souk-testkit", "souk-bench-server"];

const fn driver(library: &'static str) -> Restriction {
    Restriction { library, owners: DRIVER_OWNERS, test_owners: &["souk-server"] }
}

const fn owned(library: &'static str, owners: &'static [&'static str]) -> Restriction {
    Restriction { library, owners, test_owners: &[] }
}

const RESTRICTIONS: &[Restriction] = &[
    owned("datafusion", &["souk-files"]),
    owned("axum", &["souk-server"]),
    owned("utoipa", &["souk-server"]),
    driver("sqlx"),
    driver("postgres"),
    driver("tokio-postgres"),
    driver("mysql_async"),
    driver("rusqlite"),
    driver("clickhouse"),
    driver("arrow-flight"),
];

/// The crates that are built all day long, and the library that must not be in their trees, tests included.
const INNER_LOOP: &[&str] = &["souk-model", "souk-query"];
const HEAVY: &str = "datafusion";

/// One line of a crate's manifest: `from` depends on `to`.
#[derive(Debug, Clone)]
struct Edge {
    from: String,
    to: String,
    kind: DependencyKind,
}

fn is_named_by(restriction: &Restriction, name: &str) -> bool {
    name.strip_prefix(restriction.library)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn upward(edge: &Edge) -> Option<String> {
    let for_tests = edge.kind == DependencyKind::Development;
    if for_tests && edge.to == FOR_TESTS {
        return None;
    }
    let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == edge.from) else {
        return Some(format!("{} has no row in the table of allowed dependencies", edge.from));
    };
    (!allowed.contains(&edge.to.as_str()))
        .then(|| format!("{} must not depend on {}", edge.from, edge.to))
}

fn misplaced(edge: &Edge) -> Option<String> {
    let restriction = RESTRICTIONS.iter().find(|restriction| is_named_by(restriction, &edge.to))?;
    let for_tests = edge.kind == DependencyKind::Development;
    let owns = restriction.owners.contains(&edge.from.as_str())
        || (for_tests && restriction.test_owners.contains(&edge.from.as_str()));
    (!owns).then(|| format!("{} must not name {}", edge.from, edge.to))
}

/// Everything that is wrong with these edges, in words.
fn violations(edges: &[Edge]) -> Vec<String> {
    let within = |edge: &&Edge| edge.to.starts_with("souk-");
    let upward_edges = edges.iter().filter(within).filter_map(upward);
    let misplaced_edges = edges.iter().filter_map(misplaced);
    upward_edges.chain(misplaced_edges).collect()
}

/// A way from `root` to a library named `target`: through any edge of `root` itself, and from there on
/// through edges that are part of a build.
fn way_to(
    target: &str,
    root: &str,
    direct: &HashMap<String, Vec<String>>,
    of_tests: &HashMap<String, Vec<String>>,
) -> Option<Vec<String>> {
    let mut seen = HashSet::from([root]);
    let mut ways = vec![vec![root]];
    while let Some(way) = ways.pop() {
        let here = *way.last()?;
        if here == target {
            return Some(way.into_iter().map(str::to_owned).collect());
        }
        let test_edges = of_tests.get(here).filter(|_| here == root);
        let next = direct.get(here).into_iter().chain(test_edges).flatten();
        for name in next.filter(|name| seen.insert(name)).collect::<Vec<_>>() {
            ways.push([way.as_slice(), &[name.as_str()]].concat());
        }
    }
    None
}

fn metadata() -> Metadata {
    let mut command = MetadataCommand::new();
    command
        .manifest_path(crate::repository().join("Cargo.toml"))
        .other_options(vec!["--locked".to_owned()]);
    command.exec().expect("cargo metadata answers for the workspace")
}

fn manifest_edges(metadata: &Metadata) -> Vec<Edge> {
    let edge = |from: &str, dependency: &cargo_metadata::Dependency| Edge {
        from: from.to_owned(),
        to: dependency.name.clone(),
        kind: dependency.kind,
    };
    let packages = metadata.workspace_packages();
    let of_package = |package: &&cargo_metadata::Package| {
        package.dependencies.iter().map(|line| edge(&package.name, line)).collect::<Vec<_>>()
    };
    packages.iter().flat_map(of_package).collect()
}

/// The resolved graph by crate name: edges of builds, and edges of tests only.
fn resolved_edges(
    metadata: &Metadata,
) -> (HashMap<String, Vec<String>>, HashMap<String, Vec<String>>) {
    let names: HashMap<&PackageId, String> =
        metadata.packages.iter().map(|package| (&package.id, package.name.to_string())).collect();
    let (mut direct, mut of_tests) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
    let resolve = metadata.resolve.as_ref().expect("cargo metadata resolves the graph");
    for node in &resolve.nodes {
        for dependency in &node.deps {
            let in_build =
                dependency.dep_kinds.iter().any(|kind| kind.kind != DependencyKind::Development);
            let edges = if in_build { &mut direct } else { &mut of_tests };
            edges.entry(names[&node.id].clone()).or_default().push(names[&dependency.pkg].clone());
        }
    }
    (direct, of_tests)
}

#[test]
fn crates_depend_downwards_only_and_name_only_the_libraries_they_own() {
    let found = violations(&manifest_edges(&metadata()));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_embedded_engine_is_not_in_the_inner_loop() {
    let (direct, of_tests) = resolved_edges(&metadata());
    for root in INNER_LOOP {
        let way = way_to(HEAVY, root, &direct, &of_tests);
        assert!(
            way.is_none(),
            "{HEAVY} is built for {root}: {}",
            way.unwrap_or_default().join(" -> ")
        );
    }
    // The search does find it where it belongs.
    assert!(way_to(HEAVY, "souk-files", &direct, &of_tests).is_some());
}

fn edge(from: &str, to: &str, kind: DependencyKind) -> Edge {
    Edge { from: from.to_owned(), to: to.to_owned(), kind }
}

#[test]
fn a_bad_edge_is_reported() {
    let bad = [
        ("souk-model", "souk-query", DependencyKind::Normal),
        ("souk-query", "souk-files", DependencyKind::Development),
        ("souk-store", "souk-engine", DependencyKind::Normal),
        ("souk-engine", "souk-testkit", DependencyKind::Normal),
        ("souk-server", "souk-bench", DependencyKind::Development),
        ("souk-newcomer", "souk-model", DependencyKind::Normal),
        ("souk-engine", "datafusion", DependencyKind::Normal),
        ("souk-server", "datafusion-common", DependencyKind::Development),
        ("souk-store", "axum", DependencyKind::Normal),
        ("souk-model", "utoipa-axum", DependencyKind::Normal),
        ("souk-query", "sqlx", DependencyKind::Development),
        ("souk-server", "sqlx", DependencyKind::Normal),
    ];
    for (from, to, kind) in bad {
        assert_eq!(violations(&[edge(from, to, kind)]).len(), 1, "{from} -> {to} ({kind:?})");
    }
}

#[test]
fn an_allowed_edge_is_not_reported() {
    let good = [
        ("souk-files", "souk-engine", DependencyKind::Normal),
        ("souk-files", "datafusion", DependencyKind::Normal),
        ("souk-server", "souk-store", DependencyKind::Normal),
        ("souk-server", "sqlx", DependencyKind::Development),
        ("souk-store", "souk-testkit", DependencyKind::Development),
        ("souk-query", "sqlparser", DependencyKind::Normal),
        ("souk-server", "axumatic", DependencyKind::Normal),
    ];
    let edges = good.map(|(from, to, kind)| edge(from, to, kind));
    assert_eq!(violations(&edges), Vec::<String>::new());
}

#[test]
fn a_way_through_another_crates_tests_does_not_count() {
    let graph = |edges: &[(&str, &str)]| {
        let mut map = HashMap::<String, Vec<String>>::new();
        for (from, to) in edges {
            map.entry((*from).to_owned()).or_default().push((*to).to_owned());
        }
        map
    };
    let direct = graph(&[("a", "b"), ("c", "heavy")]);
    let of_tests = graph(&[("b", "c")]);
    assert_eq!(way_to("heavy", "a", &direct, &of_tests), None);
    let way = way_to("heavy", "b", &direct, &of_tests);
    assert_eq!(way, Some(["b", "c", "heavy"].map(str::to_owned).to_vec()));
}
