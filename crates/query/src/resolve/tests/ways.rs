//! Ways between tables, against an enumeration of all of them.

use proptest::prelude::*;
use souk_model::{
    Cardinality, Catalog, CatalogColumn, CatalogTable, Column, DataType, Datamart, DatasourceLink,
    DocumentId, JoinType, KeyPair, Relationship, Table, TableName,
};

use crate::model::Model;
use crate::resolve::paths::{JoinStep, Path};
use crate::resolve::ways::{Search, Ways};

const TABLES: usize = 7;

fn named(index: usize) -> TableName {
    TableName::new("s", format!("t{index}"))
}

/// Tables joined by these pairs; those that are flagged can be taken from the parent only.
fn joined(tables: usize, pairs: &[(usize, usize, bool)]) -> Model {
    let column = CatalogColumn {
        name: "id".to_owned(),
        data_type: DataType::Int64,
        native_type: "bigint".to_owned(),
        nullable: false,
        comment: None,
    };
    let described = Column {
        name: "id".to_owned(),
        alias: None,
        label: None,
        is_hidden: false,
        sql: None,
        is_aggregate: false,
        apply_timezone: None,
    };
    let catalog = |index: usize| CatalogTable {
        schema: "s".to_owned(),
        name: format!("t{index}"),
        columns: vec![column.clone()],
        primary_key: Vec::new(),
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate: None,
        comment: None,
    };
    let table = |index: usize| Table {
        name: named(index),
        label: None,
        client_column: None,
        is_shared: false,
        tenant_via: None,
        is_hidden: false,
        primary_key: Vec::new(),
        columns: vec![described.clone()],
        measures: Vec::new(),
        formulas: Vec::new(),
    };
    let relationships = pairs.iter().enumerate().map(|(index, &(parent, child, is_single))| {
        let cardinality = if is_single { Cardinality::ManyToOne } else { Cardinality::OneToOne };
        Relationship {
            name: format!("r{index}"),
            parent: named(parent),
            child: named(child),
            keys: vec![KeyPair { parent: "id".to_owned(), child: "id".to_owned() }],
            cardinality: Some(cardinality),
            join: JoinType::Left,
            referential_integrity: false,
        }
    });
    let datamart = Datamart {
        name: "d".to_owned(),
        datasource: DatasourceLink { id: DocumentId::random(), name: "d".to_owned() },
        tables: (0..tables).map(table).collect(),
        tenancy: None,
        relationships: relationships.collect(),
    };
    let catalog = Catalog { tables: (0..tables).map(catalog).collect() };
    Model::build(&datamart, &catalog, &crate::POSTGRES).unwrap()
}

/// All ways, as the relationships that they take.
fn enumerated(model: &Model, visited: &mut Vec<usize>, target: usize) -> Vec<Vec<usize>> {
    let table = visited[visited.len() - 1];
    if table == target {
        return vec![Vec::new()];
    }
    let mut ways = Vec::new();
    for (position, relationship) in model.relationships.iter().enumerate() {
        let Some(to) = relationship.other_end(table).filter(|to| !visited.contains(to)) else {
            continue;
        };
        if !relationship.is_to_one_from(table) {
            continue;
        }
        visited.push(to);
        for mut rest in enumerated(model, visited, target) {
            rest.insert(0, position);
            ways.push(rest);
        }
        visited.pop();
    }
    ways
}

fn searched(model: &Model, root: usize, target: usize) -> Ways {
    let is_allowed =
        |relationship: usize, from: usize| model.relationships[relationship].is_to_one_from(from);
    Search { model, root, target, is_allowed }.ways()
}

fn taken(path: &[JoinStep]) -> Vec<usize> {
    path.iter().map(|step| step.relationship).collect()
}

fn is_chained(path: &Path, root: usize, target: usize) -> bool {
    path.first().is_some_and(|step| step.from.table == root)
        && path.last().is_some_and(|step| step.to.table == target)
        && path.windows(2).all(|pair| pair[0].to == pair[1].from)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn one_way_is_told_from_several(
        pairs in prop::collection::vec((0..TABLES, 0..TABLES, any::<bool>()), 0..14),
    ) {
        let model = joined(TABLES, &pairs);
        for target in 1..TABLES {
            let all = enumerated(&model, &mut vec![0], target);
            match searched(&model, 0, target) {
                Ways::None => prop_assert!(all.is_empty()),
                Ways::One(only) => {
                    prop_assert!(is_chained(&only, 0, target));
                    prop_assert_eq!(all, vec![taken(&only)]);
                }
                Ways::Several(first, second) => {
                    prop_assert!(is_chained(&first, 0, target) && is_chained(&second, 0, target));
                    prop_assert_ne!(&first, &second);
                    prop_assert!(all.contains(&taken(&first)) && all.contains(&taken(&second)));
                }
            }
        }
    }
}

/// A ladder of this length has more ways than could ever be enumerated.
#[test]
fn a_way_at_the_end_of_a_thousand_tables_is_found() {
    const RUNGS: usize = 499;
    let ladder = (0..RUNGS - 1)
        .flat_map(|rung| [(2 * rung, 2 * rung + 2), (2 * rung + 1, 2 * rung + 3)])
        .chain((0..RUNGS).map(|rung| (2 * rung, 2 * rung + 1)));
    let last = 2 * RUNGS;
    let mut pairs: Vec<_> = ladder.map(|(parent, child)| (parent, child, false)).collect();
    pairs.extend([(last, 0, false), (last, last + 1, false)]);
    let model = joined(last + 2, &pairs);
    assert!(matches!(searched(&model, 0, last - 1), Ways::Several(..)));
    assert!(matches!(searched(&model, 0, last + 1), Ways::One(way) if way.len() == 2));
}
