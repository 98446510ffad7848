//! Relationships.

use souk_model::validate::{DatamartDraft, RelationshipDraft, SideDraft};
use souk_model::{Cardinality, JoinType, KeyPair, TableName};

use crate::support::*;

const MESSAGE: &str = "Invalid relationship";

fn draft(relationships: Vec<RelationshipDraft>) -> DatamartDraft {
    let tables = vec![
        with_columns("public", "orders", &["id"]),
        with_columns("public", "customers", &["id"]),
        with_columns("public", "lines", &["id"]),
        with_columns("archive", "orders", &["id"]),
        with_columns("public", "odd.name", &["id"]),
    ];
    DatamartDraft { relationships, ..shop(tables) }
}

fn lines_customers() -> RelationshipDraft {
    relation(("lines", "order_id"), ("customers", "id"))
}

fn declared(cardinality: &str, relationship: RelationshipDraft) -> RelationshipDraft {
    RelationshipDraft { cardinality: text(cardinality), ..relationship }
}

#[test]
fn names_cardinality_and_join_may_be_left_out() {
    let built = check(&draft(vec![lines_customers(), lines_customers()])).expect("well formed");
    let names: Vec<_> = built.relationships.iter().map(|read| read.name.as_str()).collect();
    assert_eq!(names, ["lines_order_id_customers_id", "lines_order_id_customers_id_2"]);
    assert_eq!(built.relationships[0].cardinality, None);
    assert_eq!(built.relationships[0].join, JoinType::Left);
}

#[test]
fn a_made_up_name_never_takes_a_given_one() {
    let given = RelationshipDraft {
        name: text("lines_order_id_customers_id"),
        ..relation(("customers", "parent_id"), ("customers", "id"))
    };
    let built = check(&draft(vec![lines_customers(), given])).expect("well formed");
    assert_eq!(built.relationships[0].name, "lines_order_id_customers_id_2");
}

#[test]
fn tables_are_named_with_their_schema_in_either_way() {
    let dotted = relation(("archive.orders", "customer_id"), ("customers", "id"));
    let mut field = relation(("orders", "customer_id"), ("odd.name", "id"));
    field.parent.schema = text("archive");
    let built = check(&draft(vec![dotted, field])).expect("well formed");
    for relationship in &built.relationships {
        assert_eq!(relationship.parent, TableName::new("archive", "orders"));
    }
    assert_eq!(built.relationships[1].child, TableName::new("public", "odd.name"));
}

#[test]
fn a_table_name_of_two_schemas_is_ambiguous() {
    let hint = only_problem(
        &draft(vec![relation(("orders", "customer_id"), ("customers", "id"))]),
        MESSAGE,
        "relationships[0].parentTableName",
    );
    assert!(hint.contains("public.orders or archive.orders"), "{hint}");
}

#[test]
fn tables_must_be_listed_and_columns_must_exist() {
    let unlisted = relation(("lines", "order_id"), ("clients", "id"));
    only_problem(&draft(vec![unlisted]), MESSAGE, "relationships[0].childTableName");
    let unknown = relation(("lines", "ordr_id"), ("customers", "id"));
    let hint = only_problem(&draft(vec![unknown]), MESSAGE, "relationships[0].parentColumnName");
    assert!(hint.contains("did you mean \"order_id\"?"), "{hint}");
}

#[test]
fn columns_that_never_equal_are_refused() {
    let wrong = relation(("lines", "sku"), ("customers", "id"));
    let hint = only_problem(&draft(vec![wrong]), MESSAGE, "relationships[0]");
    assert!(hint.contains("lines.sku is text and customers.id is int64"), "{hint}");
}

#[test]
fn absent_sides_and_unknown_words_are_refused() {
    let nothing = problems(&draft(vec![RelationshipDraft::default()]));
    let messages: Vec<_> = nothing.iter().map(|(message, ..)| message.as_str()).collect();
    let expected = [
        "\"relationships[0].parentColumnName\" is required",
        "\"relationships[0].parentTableName\" is required",
        "\"relationships[0].childColumnName\" is required",
        "\"relationships[0].childTableName\" is required",
    ];
    assert_eq!(messages, expected);
    only_problem(
        &draft(vec![declared("OneToFew", lines_customers())]),
        "\"relationships[0].cardinality\" must be one of [ManyToMany, ManyToOne, OneToMany, OneToOne, null]",
        "relationships[0].cardinality",
    );
    only_problem(
        &draft(vec![RelationshipDraft { join: text("CROSS JOIN"), ..lines_customers() }]),
        "\"relationships[0].join\" must be one of [LEFT JOIN, INNER JOIN, RIGHT JOIN, FULL JOIN]",
        "relationships[0].join",
    );
}

#[test]
fn two_relationships_of_one_name_are_refused() {
    let named = RelationshipDraft { name: text("r"), ..lines_customers() };
    let path = "relationships[1].relationshipName";
    only_problem(&draft(vec![named.clone(), named]), MESSAGE, path);
}

#[test]
fn one_join_with_two_cardinalities_is_a_contradiction_either_way_round() {
    let forth = declared("ManyToOne", lines_customers());
    let same = declared("OneToMany", lines_customers());
    let back = |word| declared(word, relation(("customers", "id"), ("lines", "order_id")));
    let path = "relationships[1].cardinality";
    only_problem(&draft(vec![forth.clone(), same]), MESSAGE, path);
    only_problem(&draft(vec![forth.clone(), back("ManyToOne")]), MESSAGE, path);
    let built = check(&draft(vec![forth, back("OneToMany")])).expect("the two say the same");
    assert_eq!(built.relationships[0].cardinality, Some(Cardinality::ManyToOne));
}

#[test]
fn a_table_may_relate_to_itself_and_a_column_may_not() {
    let tree = relation(("customers", "parent_id"), ("customers", "id"));
    assert!(check(&draft(vec![tree])).is_ok());
    let itself = relation(("customers", "id"), ("customers", "id"));
    only_problem(&draft(vec![itself]), MESSAGE, "relationships[0]");
}

#[test]
fn composite_keys_pair_their_columns_in_order() {
    let composite = |parent: &[&str], child: &[&str]| {
        let columns = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        RelationshipDraft {
            parent: SideDraft { column: None, columns: columns(parent), ..side("lines", "") },
            child: SideDraft { column: None, columns: columns(child), ..side("customers", "") },
            ..RelationshipDraft::default()
        }
    };
    let good = draft(vec![composite(&["order_id", "sku"], &["id", "city"])]);
    let key = |parent: &str, child: &str| KeyPair { parent: parent.into(), child: child.into() };
    let built = check(&good).expect("well formed");
    assert_eq!(built.relationships[0].keys, [key("order_id", "id"), key("sku", "city")]);
    let short = draft(vec![composite(&["order_id", "sku"], &["id"])]);
    only_problem(&short, MESSAGE, "relationships[0]");
    let twice = draft(vec![composite(&["id", "id"], &["id", "id"])]);
    only_problem(&twice, MESSAGE, "relationships[0]");
    let unknown = draft(vec![composite(&["order_id", "nope"], &["id", "city"])]);
    only_problem(&unknown, MESSAGE, "relationships[0].parentColumnNames[1]");
}
