//! Random questions of the whole vocabulary, most of which make sense for their datamart.

mod extras;
mod measures;

use serde_json::{Value as Json, json};
use souk_model::{Cardinality, DataType, Table, TableName};
use souk_query::{AndFilter, OrFilter};
use souk_query::{
    ConditionRequest, DateRangeRequest, DimensionRequest, Direction, FilterRequest, Granularity,
    MeasureRequest, OrderMember, OrderRequest, QueryRequest, TimeDimensionRequest,
};

use super::breadth::Breadth;
use super::cell::{Cell, is_poison};
use super::draw::Draw;
use super::values::sample;
use super::world::World;

const GRANULARITIES: [Granularity; 10] = [
    Granularity::FiscalQuarter,
    Granularity::FiscalYear,
    Granularity::Second,
    Granularity::Minute,
    Granularity::Hour,
    Granularity::Day,
    Granularity::Week,
    Granularity::Month,
    Granularity::Quarter,
    Granularity::Year,
];
const ZONES: [&str; 6] = [
    "UTC",
    "Europe/Oslo",
    "America/New_York",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Australia/Lord_Howe",
];

/// A random question about a world.
#[must_use]
pub fn question(draw: &mut Draw, world: &World, breadth: Breadth) -> QueryRequest {
    let (tables, relationships) = walk(draw, world, breadth);
    let Some(&root) = tables.first() else { return QueryRequest::default() };
    let mut asker = Asker { draw, world, tables, root, breadth };
    if breadth == Breadth::Full && asker.draw.chance(7) {
        return asker.rows();
    }
    let mut request = QueryRequest {
        measures: asker.measures(),
        dimensions: asker.dimensions(),
        time_dimensions: asker.time_dimensions(),
        filters: asker.filters(),
        ..QueryRequest::default()
    };
    let asks_nothing = request.time_dimensions.iter().all(|time| time.granularity.is_none());
    if request.measures.is_empty() && request.dimensions.is_empty() && asks_nothing {
        request.measures.push(MeasureRequest::Inline(asker.row_count()));
    }
    if breadth == Breadth::Full {
        asker.add_extras(&mut request);
    }
    asker.finish(&mut request, relationships);
    request
}

/// A table to measure, and tables that can be reached from it by relationships to one row.
fn walk(draw: &mut Draw, world: &World, breadth: Breadth) -> (Vec<usize>, Vec<String>) {
    let tables = &world.datamart.tables;
    let shown: Vec<_> = (0..tables.len()).filter(|one| !tables[*one].is_hidden).collect();
    let scoped: Vec<_> =
        shown.iter().copied().filter(|one| is_scoped(world, &tables[*one])).collect();
    let choice = if draw.chance(4) || scoped.is_empty() { &shown } else { &scoped };
    let Some(&root) = draw.pick(choice) else { return (Vec::new(), Vec::new()) };
    let (mut reached, mut used) = (vec![root], Vec::new());
    let most = if breadth == Breadth::Full { 1 + draw.below(4) } else { draw.below(4) };
    for _ in 0..most {
        let goes_to_many = breadth == Breadth::Full && draw.chance(45);
        let steps = steps_from(world, &reached, goes_to_many);
        let Some((relationship, to)) = draw.pick(&steps) else { break };
        if !is_scoped(world, &tables[*to]) && !draw.chance(4) {
            break;
        }
        reached.push(*to);
        used.push(relationship.clone());
    }
    reached.retain(|one| !tables[*one].is_hidden);
    (reached, used)
}

fn is_scoped(world: &World, table: &Table) -> bool {
    world.datamart.tenancy.is_none()
        || table.is_shared
        || table.client_column.is_some()
        || table.tenant_via.is_some()
}

fn steps_from(world: &World, reached: &[usize], goes_to_many: bool) -> Vec<(String, usize)> {
    let tables = &world.datamart.tables;
    let position = |name: &TableName| tables.iter().position(|table| table.name == *name);
    let mut found = Vec::new();
    for relationship in &world.datamart.relationships {
        let ends = (position(&relationship.parent), position(&relationship.child));
        let (Some(parent), Some(child)) = ends else { continue };
        let (from, to) = match relationship.cardinality {
            Some(Cardinality::OneToMany) => (child, parent),
            _ => (parent, child),
        };
        let both = [(from, to), (to, from)];
        for (from, to) in both.into_iter().take(if goes_to_many { 2 } else { 1 }) {
            if reached.contains(&from) && !reached.contains(&to) {
                found.push((relationship.name.clone(), to));
            }
        }
    }
    found
}

struct Asker<'a> {
    draw: &'a mut Draw,
    world: &'a World,
    tables: Vec<usize>,
    root: usize,
    breadth: Breadth,
}

impl Asker<'_> {
    fn key(&self, table: usize) -> &str {
        &self.world.datamart.tables[table].name.name
    }

    /// A column that questions may name, with its type.
    fn column(&mut self, table: usize) -> Option<(String, DataType)> {
        let described = &self.world.datamart.tables[table];
        let shown: Vec<_> = described.columns.iter().filter(|one| !one.is_hidden).collect();
        let name = self.draw.pick(&shown)?.name.clone();
        let held = self.world.table(&described.name.name)?;
        let data_type = held.columns.get(held.position(&name)?)?.data_type;
        Some((name, data_type))
    }

    fn some_table(&mut self) -> usize {
        self.tables[self.draw.below(self.tables.len())]
    }

    /// A table, or a role of one, as members call it.
    fn place(&mut self) -> (String, usize) {
        let table = self.some_table();
        let roles = self.roles();
        if self.breadth == Breadth::Full
            && self.draw.chance(30)
            && let Some((name, child)) = self.draw.pick(&roles)
        {
            return (name.clone(), *child);
        }
        (self.key(table).to_owned(), table)
    }

    /// The relationships that lead down from a table of the question, and where to.
    fn roles(&self) -> Vec<(String, usize)> {
        let datamart = &self.world.datamart;
        let position =
            |name: &TableName| datamart.tables.iter().position(|table| table.name == *name);
        let mut found = Vec::new();
        for one in &datamart.relationships {
            let (Some(parent), Some(child)) = (position(&one.parent), position(&one.child)) else {
                continue;
            };
            let described = &datamart.tables[child];
            let is_shown = !described.is_hidden && is_scoped(self.world, described);
            if self.tables.contains(&parent) && is_shown {
                // Of a table with itself there is no other way to speak.
                let weight = if parent == child { 3 } else { 1 };
                found.extend(std::iter::repeat_n((one.name.clone(), child), weight));
            }
        }
        found
    }

    fn dimensions(&mut self) -> Vec<DimensionRequest> {
        let mut found: Vec<String> = Vec::new();
        for _ in 0..self.draw.weighted(&[(25, 0), (40, 1), (25, 2)], 3) {
            let (prefix, table) = self.place();
            let Some((column, _)) = self.column(table) else { continue };
            let member = format!("{prefix}.{column}");
            if !found.contains(&member) {
                found.push(member);
            }
        }
        found.into_iter().map(DimensionRequest::Member).collect()
    }

    fn time_dimensions(&mut self) -> Vec<TimeDimensionRequest> {
        let mut found: Vec<TimeDimensionRequest> = Vec::new();
        for _ in 0..6 {
            let (prefix, table) = self.place();
            let Some((column, data_type)) = self.column(table) else { continue };
            if !data_type.is_temporal()
                || !self.draw.chance(if self.breadth == Breadth::Full { 60 } else { 45 })
            {
                continue;
            }
            let granularity = self.draw.chance(80).then(|| self.granularity());
            let date_range = (granularity.is_none() || self.draw.chance(35)).then(|| self.range());
            let dimension = format!("{prefix}.{column}");
            let repeats = found
                .iter()
                .any(|one| one.dimension == dimension && one.granularity == granularity);
            if !repeats {
                found.push(TimeDimensionRequest {
                    dimension,
                    granularity,
                    date_range,
                    fill: false,
                });
            }
        }
        // Windows and comparisons need one time.
        let most = if self.breadth == Breadth::Full && self.draw.chance(70) { 1 } else { 2 };
        found.truncate(most);
        found
    }

    fn granularity(&mut self) -> Granularity {
        let fiscal = if self.breadth == Breadth::Full { 0 } else { 2 };
        if self.breadth == Breadth::Full && self.draw.chance(10) {
            return Granularity::Week;
        }
        GRANULARITIES[fiscal + self.draw.below(GRANULARITIES.len() - fiscal)]
    }

    fn range(&mut self) -> DateRangeRequest {
        let mut days: Vec<_> = (0..2).map(|_| text_of(&self.day())).collect();
        days.sort();
        if self.draw.chance(20) {
            return DateRangeRequest::One(days.swap_remove(0));
        }
        DateRangeRequest::Several(days)
    }

    fn day(&mut self) -> Cell {
        sample(self.draw, DataType::Date)
    }

    fn filters(&mut self) -> Vec<FilterRequest> {
        let count = self.draw.weighted(&[(40, 0), (35, 1), (15, 2)], 3);
        (0..count).filter_map(|_| self.filter(2)).collect()
    }

    fn filter(&mut self, depth: usize) -> Option<FilterRequest> {
        if depth > 0 && self.draw.chance(18) {
            let parts = (0..self.draw.below(4)).filter_map(|_| self.filter(depth - 1)).collect();
            return Some(if self.draw.chance(60) {
                FilterRequest::Or(OrFilter { or: parts })
            } else {
                FilterRequest::And(AndFilter { and: parts })
            });
        }
        // Conditions on measures and on columns do not mix in one group.
        if depth == 2 && self.draw.chance(20) {
            return self.measure_condition();
        }
        let (prefix, table) = self.place();
        let (column, data_type) = self.column(table)?;
        let member = format!("{prefix}.{column}");
        let (operator, values) = self.test(data_type, Some((table, column.as_str())));
        Some(FilterRequest::Condition(ConditionRequest { member, operator, values }))
    }

    fn measure_condition(&mut self) -> Option<FilterRequest> {
        let described = &self.world.datamart.tables[self.root];
        let measure = self.draw.pick(&described.measures)?;
        let member = format!("{}.{}", described.name.name, measure.name);
        let data_type = super::reference::measure_type(self.world, described, measure)?;
        // Another engine's estimate may pass where the right number does not.
        if measure.aggregate == souk_model::Aggregate::ApproxDistinct {
            return None;
        }
        let (operator, values) = match data_type {
            // Equality of means would judge how they are rounded.
            DataType::Float64 => ("gt".to_owned(), vec![json!(self.draw.between(-500, 500))]),
            DataType::Int64 => (self.comparison().to_owned(), vec![json!(self.draw.between(0, 6))]),
            other => self.test(other, None),
        };
        Some(FilterRequest::Condition(ConditionRequest { member, operator, values }))
    }

    fn comparison(&mut self) -> &'static str {
        const ALL: [&str; 6] = ["gt", "gte", "lt", "lte", "equals", "notEquals"];
        ALL[self.draw.below(ALL.len())]
    }

    fn test(&mut self, data_type: DataType, of: Option<(usize, &str)>) -> (String, Vec<Json>) {
        let operators = operators_of(data_type);
        let operator = operators[self.draw.below(operators.len())];
        let values = match operator {
            "set" | "notSet" => Vec::new(),
            "equals" | "notEquals" | "in" | "notIn" => self.list(data_type, of),
            "contains" | "notContains" | "startsWith" | "notStartsWith" | "endsWith"
            | "notEndsWith" => self.patterns(of),
            "between" => self.pair(data_type, of),
            "inDateRange" | "notInDateRange" => {
                let (first, last) = (self.moment(of), self.moment(of));
                vec![first, last]
            }
            "beforeDate" | "afterDate" | "onTheDate" => vec![self.moment(of)],
            _ => vec![self.value(data_type, of)],
        };
        (operator.to_owned(), values)
    }

    fn list(&mut self, data_type: DataType, of: Option<(usize, &str)>) -> Vec<Json> {
        let count = self.draw.weighted(&[(60, 1), (25, 2)], 3);
        let mut values: Vec<_> = (0..count).map(|_| self.value(data_type, of)).collect();
        if self.draw.chance(12) {
            values.push(Json::Null);
        }
        values
    }

    fn pair(&mut self, data_type: DataType, of: Option<(usize, &str)>) -> Vec<Json> {
        vec![self.value(data_type, of), self.value(data_type, of)]
    }

    /// Mostly a value that the column holds, sometimes another tenant's.
    fn cell(&mut self, data_type: DataType, of: Option<(usize, &str)>) -> Cell {
        let held = of.and_then(|(table, column)| {
            let table = self.world.table(self.key(table))?;
            let position = table.position(column)?;
            let wants_poison = self.draw.chance(8);
            let cells = table.rows.iter().map(|row| &row.cells[position]);
            let fitting: Vec<_> =
                cells.filter(|cell| !cell.is_null() && is_poison(cell) == wants_poison).collect();
            self.draw.pick(&fitting).map(|cell| (*cell).clone())
        });
        match held {
            Some(cell) if !self.draw.chance(15) => cell,
            _ if data_type == DataType::Uuid => {
                Cell::Text("0190d5a4-7c00-7000-8000-0000000000ff".to_owned())
            }
            _ => sample(self.draw, data_type),
        }
    }

    fn value(&mut self, data_type: DataType, of: Option<(usize, &str)>) -> Json {
        if data_type.is_number() && self.draw.chance(4) {
            return json!(["12.5", "-0.001", "99999999999999999999", "1e3"][self.draw.below(4)]);
        }
        let cell = self.cell(data_type, of);
        let as_text = self.draw.chance(40);
        match cell {
            Cell::Boolean(truth) if !as_text => json!(truth),
            Cell::Integer(number) if !as_text => json!(number),
            Cell::Float(number) if !as_text => json!(number),
            other => Json::String(text_of(&other)),
        }
    }

    fn moment(&mut self, of: Option<(usize, &str)>) -> Json {
        if self.draw.chance(60) {
            return Json::String(text_of(&self.day()));
        }
        Json::String(text_of(&self.cell(DataType::Timestamp, of)))
    }

    fn patterns(&mut self, of: Option<(usize, &str)>) -> Vec<Json> {
        let count = self.draw.weighted(&[(80, 1)], 2);
        (0..count).map(|_| Json::String(self.pattern(of))).collect()
    }

    /// A piece of a text, in either case.
    fn pattern(&mut self, of: Option<(usize, &str)>) -> String {
        let text = match self.cell(DataType::Text, of) {
            Cell::Text(text) => text,
            _ => String::new(),
        };
        let letters: Vec<char> = text.chars().collect();
        let start = self.draw.below(letters.len().max(1));
        let length = 1 + self.draw.below(letters.len());
        let piece: String = letters.iter().skip(start).take(length).collect();
        if self.draw.chance(40) { piece.to_ascii_uppercase() } else { piece }
    }

    fn finish(&mut self, request: &mut QueryRequest, relationships: Vec<String>) {
        let mut outputs = output_names(request);
        self.draw.shuffle(&mut outputs);
        if self.draw.chance(45) {
            outputs.truncate(1 + self.draw.below(2));
            let with_direction = |member| OrderMember {
                member,
                direction: if self.draw.chance(50) { Direction::Desc } else { Direction::Asc },
            };
            request.order = OrderRequest::List(outputs.into_iter().map(with_direction).collect());
        }
        request.limit =
            self.draw.chance(30).then(|| u32::try_from(self.draw.below(7)).unwrap_or(0));
        request.offset =
            self.draw.chance(20).then(|| u32::try_from(self.draw.below(4)).unwrap_or(0));
        request.timezone =
            self.draw.chance(50).then(|| ZONES[self.draw.below(ZONES.len())].to_owned());
        request.total = self.draw.chance(40);
        if !relationships.is_empty() && self.draw.chance(60) {
            request.join_path = relationships;
        }
    }
}

/// The names that the question itself gives, or whose making is documented.
fn output_names(request: &QueryRequest) -> Vec<String> {
    let measures = request.measures.iter().filter_map(|measure| match measure {
        MeasureRequest::Declared(name) => Some(name.clone()),
        MeasureRequest::Inline(inline) => inline.name.clone(),
        MeasureRequest::Modified(modified) => modified.name.clone(),
        MeasureRequest::Formula(formula) => Some(formula.name.clone()),
    });
    let times = request
        .time_dimensions
        .iter()
        .filter_map(|time| Some(format!("{}.{}", time.dimension, time.granularity?.word())));
    dimension_names(request).into_iter().chain(times).chain(measures).collect()
}

fn dimension_names(request: &QueryRequest) -> Vec<String> {
    let name = |dimension: &DimensionRequest| match dimension {
        DimensionRequest::Member(member) => Some(member.clone()),
        DimensionRequest::Grouped(grouped) => grouped.name.clone(),
    };
    request.dimensions.iter().filter_map(name).collect()
}

const fn operators_of(data_type: DataType) -> &'static [&'static str] {
    match data_type {
        DataType::Boolean => &["equals", "notEquals", "set", "notSet"],
        DataType::Text => &[
            "equals",
            "notEquals",
            "in",
            "notIn",
            "contains",
            "notContains",
            "startsWith",
            "notStartsWith",
            "endsWith",
            "notEndsWith",
            "gt",
            "gte",
            "lt",
            "lte",
            "between",
            "set",
            "notSet",
        ],
        DataType::Date | DataType::Timestamp | DataType::TimestampTz => &[
            "inDateRange",
            "notInDateRange",
            "beforeDate",
            "afterDate",
            "onTheDate",
            "gt",
            "gte",
            "lt",
            "lte",
            "between",
            "set",
            "notSet",
            "equals",
            "notEquals",
        ],
        _ => &[
            "equals",
            "notEquals",
            "in",
            "notIn",
            "gt",
            "gte",
            "lt",
            "lte",
            "between",
            "set",
            "notSet",
        ],
    }
}

fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Boolean(truth) => truth.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Date(day) => day.to_string(),
        Cell::Timestamp(time) => time.format("%Y-%m-%dT%H:%M:%S%.f").to_string(),
        Cell::Instant(time) => time.to_rfc3339(),
    }
}
