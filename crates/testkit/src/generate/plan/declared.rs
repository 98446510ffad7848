//! A plan as the datamart that a vendor would declare.

use souk_model::{
    Cardinality, ClientColumnType, Column, Datamart, DatasourceLink, KeyPair, Relationship, Table,
    TableTenancy, Tenancy,
};

use super::{
    CLIENT_COLUMN, KeyType, LinkPlan, MAPPING_KEY, MAPPING_NAME, MAPPING_TABLE, Plan, Rule,
    TenancyPlan, ValuePlan,
};
use crate::generate::world::table_name;

impl Plan {
    pub(in crate::generate) fn datamart(&self, datasource: DatasourceLink) -> Datamart {
        let mapping = self.tenancy.as_ref().filter(|one| one.maps_in_datamart).map(|_| mapping());
        let tables = self.tables.iter().enumerate().map(|(index, _)| self.table(index));
        Datamart {
            name: "random".to_owned(),
            datasource,
            tables: tables.chain(mapping).collect(),
            tenancy: self.tenancy.as_ref().map(declared_tenancy),
            relationships: self.links.iter().map(|link| self.relationship(link)).collect(),
        }
    }

    fn table(&self, index: usize) -> Table {
        let plan = &self.tables[index];
        let has_tenancy = self.tenancy.is_some();
        let rule = if has_tenancy { plan.rule } else { Rule::Missing };
        let key_columns: Vec<_> =
            plan.key.columns().iter().map(|name| (*name).to_owned()).collect();
        let client = (plan.rule == Rule::Client).then(|| CLIENT_COLUMN.to_owned());
        let references = self.links.iter().filter(|link| link.has_columns_in(index));
        let references =
            references.flat_map(|link| link.columns.iter().map(|(own, _)| own.clone()));
        let plain = key_columns.iter().cloned().chain(client).chain(references);
        Table {
            name: table_name(plan.name),
            label: None,
            client_column: (rule == Rule::Client).then(|| CLIENT_COLUMN.to_owned()),
            is_shared: rule == Rule::Shared,
            tenant_via: match rule {
                Rule::Via(link) => Some(self.links[link].name.clone()),
                _ => None,
            },
            is_hidden: plan.is_hidden,
            primary_key: if plan.declares_key { key_columns.clone() } else { Vec::new() },
            columns: plain
                .map(|name| column(&name))
                .chain(plan.values.iter().map(value_column))
                .collect(),
            measures: plan.measures.clone(),
            formulas: plan.formulas.clone(),
        }
    }

    fn relationship(&self, link: &LinkPlan) -> Relationship {
        let (many, one) =
            (table_name(self.tables[link.from].name), table_name(self.tables[link.to].name));
        let pair = |(own, other): &(String, String)| {
            if link.is_flipped {
                KeyPair { parent: other.clone(), child: own.clone() }
            } else {
                KeyPair { parent: own.clone(), child: other.clone() }
            }
        };
        let cardinality = match link.cardinality {
            Some(Cardinality::ManyToOne) if link.is_flipped => Some(Cardinality::OneToMany),
            declared => declared,
        };
        let (parent, child) = if link.is_flipped { (one, many) } else { (many, one) };
        Relationship {
            name: link.name.clone(),
            parent,
            child,
            keys: link.columns.iter().map(pair).collect(),
            cardinality,
            join: link.join,
            // As the rows turn out.
            referential_integrity: false,
        }
    }
}

fn declared_tenancy(plan: &TenancyPlan) -> Tenancy {
    Tenancy::Table(TableTenancy {
        mapping_table: table_name(MAPPING_TABLE),
        key_column: MAPPING_KEY.to_owned(),
        name_column: MAPPING_NAME.to_owned(),
        client_column_type: match plan.key_type {
            KeyType::Integer => ClientColumnType::Number,
            KeyType::Text | KeyType::Uuid => ClientColumnType::String,
        },
        client_identifier: plan.identifier,
    })
}

fn mapping() -> Table {
    Table {
        name: table_name(MAPPING_TABLE),
        label: None,
        client_column: Some(MAPPING_KEY.to_owned()),
        is_shared: false,
        tenant_via: None,
        is_hidden: false,
        primary_key: Vec::new(),
        columns: vec![column(MAPPING_KEY), column(MAPPING_NAME)],
        measures: Vec::new(),
        formulas: Vec::new(),
    }
}

pub(in crate::generate) fn column(name: &str) -> Column {
    Column {
        name: name.to_owned(),
        alias: None,
        label: None,
        is_hidden: false,
        sql: None,
        is_aggregate: false,
        apply_timezone: None,
    }
}

fn value_column(plan: &ValuePlan) -> Column {
    let apply_timezone = plan.ignores_timezone.then_some(false);
    Column { is_hidden: plan.is_hidden, apply_timezone, ..column(&plan.name) }
}
