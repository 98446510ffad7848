//! The shape of a random datamart: tables, tenant rules, keys and relationships, without rows.

mod declared;
mod links;

pub(super) use declared::column;
pub(super) use links::LinkPlan;

use souk_model::{
    Aggregate, ClientIdentifier, DataType, Formula, Fraction, Last, Measure, Operand,
};

use super::breadth::Breadth;
use super::cell::Cell;
use super::draw::Draw;
use super::tenants::{KeyType, Tenant, tenants};

pub(super) const MAPPING_TABLE: &str = "tenants";
pub(super) const MAPPING_KEY: &str = "key";
pub(super) const MAPPING_NAME: &str = "name";
const LONGEST_CHAIN: usize = 3;
const TABLE_NAMES: [&str; 8] = [
    "orders",
    "customers",
    "line items",
    "Product \"codes\"",
    "select",
    "régions",
    "visits",
    "Dates",
];

pub(super) struct Plan {
    breadth: Breadth,
    pub(super) tenancy: Option<TenancyPlan>,
    pub(super) tables: Vec<TablePlan>,
    pub(super) links: Vec<LinkPlan>,
}

pub(super) struct TenancyPlan {
    pub(super) key_type: KeyType,
    pub(super) tenants: [Tenant; 3],
    identifier: ClientIdentifier,
    maps_in_datamart: bool,
}

pub(super) struct TablePlan {
    pub(super) name: &'static str,
    pub(super) rule: Rule,
    pub(super) key: KeyStyle,
    pub(super) values: Vec<ValuePlan>,
    measures: Vec<Measure>,
    formulas: Vec<Formula>,
    declares_key: bool,
    is_hidden: bool,
    pub(super) is_empty: bool,
}

pub(super) struct ValuePlan {
    pub(super) name: String,
    pub(super) data_type: DataType,
    is_hidden: bool,
    ignores_timezone: bool,
}

/// Why a tenant may see a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Client,
    /// By this relationship, from either of its sides.
    Via(usize),
    Shared,
    Missing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyStyle {
    /// `id`, unique among all tenants.
    Single,
    /// `part` and `no`, unique together.
    Pair,
    /// `id` counts from 1 for each tenant.
    Local,
}

pub(super) const CLIENT_COLUMN: &str = "Tenant";

impl KeyStyle {
    pub(super) const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Single | Self::Local => &["id"],
            Self::Pair => &["part", "no"],
        }
    }
}

pub(super) fn plan(draw: &mut Draw, breadth: Breadth) -> Plan {
    let tenancy = (!draw.chance(6)).then(|| tenancy(draw));
    let mut plan = Plan { breadth, tenancy, tables: Vec::new(), links: Vec::new() };
    let count = 1 + draw.below(TABLE_NAMES.len());
    let mut names = TABLE_NAMES;
    draw.shuffle(&mut names);
    for (index, name) in names.into_iter().take(count).enumerate() {
        plan.add_links(draw, index);
        plan.add_table(draw, index, name);
    }
    plan.add_reverse_rules(draw);
    if breadth == Breadth::Full {
        for index in 0..count {
            plan.add_own_link(draw, index);
            plan.add_value_link(draw, index);
            plan.add_key_link(draw, index);
        }
        plan.add_formulas(draw);
    }
    plan
}

fn tenancy(draw: &mut Draw) -> TenancyPlan {
    let key_types = [(5, KeyType::Integer), (3, KeyType::Text), (2, KeyType::Uuid)];
    let key_type = draw.weighted(&key_types, KeyType::Integer);
    let identifiers = [(7, ClientIdentifier::PrimaryKey), (3, ClientIdentifier::Name)];
    TenancyPlan {
        key_type,
        tenants: tenants(draw, key_type),
        identifier: draw.weighted(&identifiers, ClientIdentifier::PrimaryKey),
        maps_in_datamart: draw.chance(50),
    }
}

impl Plan {
    /// Arithmetic over measures of the table, and of one other.
    fn add_formulas(&mut self, draw: &mut Draw) {
        for index in 0..self.tables.len() {
            if !draw.chance(40) {
                continue;
            }
            let own = numeric_measure(draw, &self.tables[index]);
            let other = draw.below(self.tables.len());
            let second = if draw.chance(70) || self.tables[other].is_hidden {
                numeric_measure(draw, &self.tables[index])
            } else {
                let table = quoted(self.tables[other].name);
                format!("{table}.{}", numeric_measure(draw, &self.tables[other]))
            };
            let formula = match draw.below(3) {
                0 => format!("{own} / {second}"),
                1 => format!("2 * {own} - {second}"),
                _ => format!("COALESCE({own}, 0) + {second}"),
            };
            let named = Formula { name: "formula 0".to_owned(), label: None, formula };
            self.tables[index].formulas.push(named);
        }
    }

    fn add_table(&mut self, draw: &mut Draw, index: usize, name: &'static str) {
        let rule = self.rule(draw, index);
        let keys = [(60, KeyStyle::Single), (20, KeyStyle::Pair), (20, KeyStyle::Local)];
        let key = draw.weighted(&keys, KeyStyle::Single);
        let is_told_apart = rule == Rule::Client && self.tenancy.is_some();
        let key = if is_told_apart { key } else { keep_global(key) };
        let values = value_plans(draw, self.breadth);
        self.tables.push(TablePlan {
            name,
            rule,
            key,
            measures: measures(draw, &values, self.breadth),
            formulas: Vec::new(),
            values,
            declares_key: key != KeyStyle::Local && draw.chance(50),
            is_hidden: draw.chance(4),
            is_empty: self.breadth == Breadth::Full && draw.chance(5),
        });
    }

    fn rule(&self, draw: &mut Draw, index: usize) -> Rule {
        let may_carry = |(number, link): (usize, &LinkPlan)| {
            let is_own = link.from == index && link.to != index && self.identifies(link);
            (is_own && self.chain(link.to).is_some_and(|length| length < LONGEST_CHAIN))
                .then_some(number)
        };
        let carriers: Vec<_> = self.links.iter().enumerate().filter_map(may_carry).collect();
        let via = draw.pick(&carriers).map(|number| Rule::Via(*number));
        let choices = [
            (45, Rule::Client),
            (via.map_or(0, |_| 35), via.unwrap_or(Rule::Client)),
            (12, Rule::Shared),
            (8, Rule::Missing),
        ];
        draw.weighted(&choices, Rule::Client)
    }

    /// Whether the relationship's columns name one row among those of all tenants.
    fn identifies(&self, link: &LinkPlan) -> bool {
        self.tables[link.to].key != KeyStyle::Local || link.columns.len() > 1
    }

    /// How many steps lead from a table to a client column.
    fn chain(&self, table: usize) -> Option<usize> {
        match self.tables[table].rule {
            Rule::Client => Some(0),
            Rule::Via(link) => Some(1 + self.chain(self.links[link].to)?),
            Rule::Shared | Rule::Missing => None,
        }
    }

    /// Some tables belong to the tenants whose rows refer to them, to several at once.
    fn add_reverse_rules(&mut self, draw: &mut Draw) {
        for index in 0..self.tables.len() {
            let is_open = matches!(self.tables[index].rule, Rule::Shared | Rule::Missing);
            let carrier = self
                .links
                .iter()
                .position(|link| link.to == index && self.tables[link.from].rule == Rule::Client);
            if let Some(carrier) = carrier.filter(|_| is_open && draw.chance(60)) {
                self.tables[index].rule = Rule::Via(carrier);
            }
        }
    }

    pub(super) fn client_id(&self) -> Option<String> {
        let tenancy = self.tenancy.as_ref()?;
        Some(match (tenancy.identifier, &tenancy.tenants[0].key) {
            (ClientIdentifier::Name, _) => tenancy.tenants[0].name.clone(),
            (_, Cell::Integer(number)) => number.to_string(),
            (_, Cell::Text(text)) => text.clone(),
            _ => String::new(),
        })
    }
}

const fn keep_global(key: KeyStyle) -> KeyStyle {
    match key {
        KeyStyle::Local => KeyStyle::Single,
        other => other,
    }
}

/// Those that have aggregates and a calendar of their own come up more often.
const MANY_VALUE_TYPES: [(usize, DataType); 9] = [
    (3, DataType::Int32),
    (3, DataType::Int64),
    (4, DataType::Decimal { precision: 12, scale: 2 }),
    (3, DataType::Float64),
    (6, DataType::Text),
    (4, DataType::Boolean),
    (4, DataType::Date),
    (3, DataType::Timestamp),
    (4, DataType::TimestampTz),
];

const VALUE_TYPES: [(usize, DataType); 9] = [
    (3, DataType::Int32),
    (3, DataType::Int64),
    (4, DataType::Decimal { precision: 12, scale: 2 }),
    (3, DataType::Float64),
    (6, DataType::Text),
    (1, DataType::Boolean),
    (2, DataType::Date),
    (2, DataType::Timestamp),
    (3, DataType::TimestampTz),
];

fn value_plans(draw: &mut Draw, breadth: Breadth) -> Vec<ValuePlan> {
    let (types, least) = match breadth {
        Breadth::Today => (&VALUE_TYPES, 1),
        Breadth::Full => (&MANY_VALUE_TYPES, 2),
    };
    let count = least + draw.below(5);
    let one = |number: usize| {
        let data_type = draw.weighted(types, DataType::Text);
        let quotes = if draw.chance(5) { "\"" } else { "" };
        ValuePlan {
            name: format!("value {quotes}{number}"),
            data_type,
            is_hidden: draw.chance(4),
            ignores_timezone: data_type.is_temporal() && draw.chance(12),
        }
    };
    (0..count).map(one).collect()
}

/// Whether columns of this type have values in common.
const fn joins_often(data_type: DataType) -> bool {
    matches!(data_type, DataType::Text | DataType::Date | DataType::Boolean)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The quoted name of a measure whose values are numbers; the row count is one.
fn numeric_measure(draw: &mut Draw, table: &TablePlan) -> String {
    let is_numeric = |measure: &&Measure| {
        let counts = matches!(measure.aggregate, Aggregate::Count | Aggregate::CountDistinct);
        let column = match &measure.operand {
            Operand::Column(name) => table.values.iter().find(|value| value.name == *name),
            Operand::Rows | Operand::Sql(_) => None,
        };
        counts || column.is_some_and(|value| value.data_type.is_number())
    };
    let numeric: Vec<_> = table.measures.iter().filter(is_numeric).collect();
    quoted(draw.pick(&numeric).map_or("rows", |measure| &measure.name))
}

fn measures(draw: &mut Draw, values: &[ValuePlan], breadth: Breadth) -> Vec<Measure> {
    let rows = Measure::new("rows".to_owned(), Aggregate::Count, Operand::Rows);
    let mut found = vec![rows];
    for number in 0..draw.below(4) {
        let Some(value) = draw.pick(values) else { continue };
        let Some(aggregate) = draw.pick(aggregates_of(value.data_type, breadth)) else { continue };
        let operand = Operand::Column(value.name.clone());
        let mut measure = Measure::new(format!("measure {number}"), *aggregate, operand);
        if breadth == Breadth::Full {
            refine(draw, &mut measure, values);
        }
        found.push(measure);
    }
    found
}

/// Conditions, the latest time, a percentile and a separator.
fn refine(draw: &mut Draw, measure: &mut Measure, values: &[ValuePlan]) {
    if measure.aggregate == Aggregate::Percentile {
        measure.percentile = Fraction::try_from(PERCENTILES[draw.below(PERCENTILES.len())]).ok();
    }
    if measure.aggregate == Aggregate::StringAgg && draw.chance(50) {
        measure.separator = Some("; ".to_owned());
    }
    if let Some(value) = draw.pick(values).filter(|_| draw.chance(15)) {
        measure.filter = Some(format!("{} IS NOT NULL", quoted(&value.name)));
    }
    let times: Vec<_> = values.iter().filter(|value| value.data_type.is_temporal()).collect();
    if let Some(time) = draw.pick(&times).filter(|_| draw.chance(15)) {
        let per = draw.pick(values).filter(|_| draw.chance(40));
        let per = per.map(|value| value.name.clone()).into_iter().collect();
        measure.last = Some(Last { by: time.name.clone(), per });
    }
}

/// Fractions that have few digits.
pub(super) const PERCENTILES: [f64; 5] = [0.0, 0.25, 0.5, 0.9, 1.0];

/// The aggregates that have a meaning for values of a type.
pub(super) const fn aggregates_of(data_type: DataType, breadth: Breadth) -> &'static [Aggregate] {
    use Aggregate::{
        All, Any, ApproxDistinct, Avg, Count, CountDistinct, Max, Median, Min, Percentile, Stddev,
        StringAgg, Sum,
    };
    match (data_type, breadth) {
        (DataType::Boolean, Breadth::Today) => &[Count, CountDistinct],
        (DataType::Boolean, Breadth::Full) => {
            &[Count, CountDistinct, Any, All, Any, All, Any, All, Any, All, Any]
        }
        (DataType::Text, Breadth::Full) => {
            &[Count, CountDistinct, Min, Max, ApproxDistinct, StringAgg, StringAgg]
        }
        (
            DataType::Text
            | DataType::Uuid
            | DataType::Date
            | DataType::Timestamp
            | DataType::TimestampTz,
            _,
        ) => &[Count, CountDistinct, Min, Max],
        (_, Breadth::Today) => &[Count, CountDistinct, Sum, Avg, Min, Max],
        (_, Breadth::Full) => &[
            Count,
            CountDistinct,
            Sum,
            Sum,
            Sum,
            Avg,
            Avg,
            Min,
            Max,
            Median,
            Percentile,
            Stddev,
            ApproxDistinct,
        ],
    }
}
