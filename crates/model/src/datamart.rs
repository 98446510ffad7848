//! A datamart as it is stored: a governed subset of one datasource.
//!
//! The names here are Souk's own; the server translates them to and from the compatible wire.
//! Table names are resolved: `schema` is always the real schema.

use serde::{Deserialize, Serialize};

use crate::{DocumentId, TableName};

/// Tables, columns, relationships, tenancy and measures over one datasource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Datamart {
    /// Unique in the organisation, and its identifier on the wire. Never changes.
    pub name: String,
    /// The datasource whose tables these are.
    pub datasource: DatasourceLink,
    /// The tables that questions may use.
    pub tables: Vec<Table>,
    /// Whose rows are whose; absent when the datamart has one tenant only.
    #[serde(default)]
    pub tenancy: Option<Tenancy>,
    /// How tables join.
    #[serde(default)]
    pub relationships: Vec<Relationship>,
}

/// A datasource, by the identifier that the store links and the name that the wire shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatasourceLink {
    /// The stored document.
    pub id: DocumentId,
    /// Its name, which never changes.
    pub name: String,
}

/// One table of a datamart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Schema and name in the datasource.
    pub name: TableName,
    /// Display name, never used in SQL.
    #[serde(default)]
    pub label: Option<String>,
    /// The column that says whose row it is, under tenancy level TABLE.
    #[serde(default)]
    pub client_column: Option<String>,
    /// Every tenant may read every row.
    #[serde(default)]
    pub is_shared: bool,
    /// The relationship to a scoped table through which this table's rows belong to a tenant.
    #[serde(default)]
    pub tenant_via: Option<String>,
    /// Hidden tables serve relationships but cannot be named in questions.
    #[serde(default)]
    pub is_hidden: bool,
    /// Columns that identify a row, where the database declares none or others.
    #[serde(default)]
    pub primary_key: Vec<String>,
    /// The columns that questions may use.
    pub columns: Vec<Column>,
    /// Named aggregations.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Named arithmetic over measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formulas: Vec<Formula>,
}

/// One column of a table: a database column, or an expression over its columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The database's name, or the custom column's own.
    pub name: String,
    /// Another name, kept for the wire.
    #[serde(default)]
    pub alias: Option<String>,
    /// Display name.
    #[serde(default)]
    pub label: Option<String>,
    /// Hidden columns serve relationships, measures and custom columns only.
    #[serde(default)]
    pub is_hidden: bool,
    /// The expression of a custom column, in the datasource's dialect.
    #[serde(default)]
    pub sql: Option<String>,
    /// The custom column aggregates (wire flag, kept; used from the compiler issue on).
    #[serde(default)]
    pub is_aggregate: bool,
    /// Whether a question's time zone moves this column; absent means yes for timestamps.
    #[serde(default)]
    pub apply_timezone: Option<bool>,
}

/// A named aggregation on a table, reusable in every metric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Unique among the table's columns and measures.
    pub name: String,
    /// Display name.
    #[serde(default)]
    pub label: Option<String>,
    /// What is done with the values.
    pub aggregate: Aggregate,
    /// The values: a column, an expression, or nothing (COUNT counts rows).
    #[serde(default)]
    pub operand: Operand,
    /// Only rows for which this expression over the table's columns is true count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Which PERCENTILE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percentile: Option<Fraction>,
    /// What STRING_AGG puts between the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// Only the rows of the latest time count, as for balances.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Last>,
}

impl Measure {
    /// A measure of all rows, without a label.
    #[must_use]
    pub const fn new(name: String, aggregate: Aggregate, operand: Operand) -> Self {
        Self {
            name,
            label: None,
            aggregate,
            operand,
            filter: None,
            percentile: None,
            separator: None,
            last: None,
        }
    }
}

/// Arithmetic over measures, such as a ratio of two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formula {
    /// Unique among the table's columns and measures.
    pub name: String,
    /// Display name.
    #[serde(default)]
    pub label: Option<String>,
    /// Names of the table's own measures, `table.measure` for those of others, numbers, `+ - * /`.
    pub formula: String,
}

/// The rows of the latest time, such as the newest balance of each account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    /// The column of the table that says when.
    pub by: String,
    /// Columns of the table; the latest time is taken for each combination of them.
    #[serde(default)]
    pub per: Vec<String>,
}

/// A number from 0 to 1, to a millionth. JSON writes it as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Fraction(u32);

impl Fraction {
    const WHOLE: f64 = 1_000_000.0;

    /// One half.
    pub const HALF: Self = Self(500_000);

    /// In millionths.
    #[must_use]
    pub const fn millionths(self) -> u32 {
        self.0
    }
}

impl TryFrom<f64> for Fraction {
    type Error = &'static str;

    fn try_from(number: f64) -> Result<Self, Self::Error> {
        if !(0.0..=1.0).contains(&number) {
            return Err("must be a number from 0 to 1");
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 1,000,000"
        )]
        let millionths = (number * Self::WHOLE).round() as u32;
        Ok(Self(millionths))
    }
}

impl From<Fraction> for f64 {
    fn from(fraction: Fraction) -> Self {
        Self::from(fraction.0) / Fraction::WHOLE
    }
}

/// What a measure aggregates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operand {
    /// The rows themselves.
    #[default]
    Rows,
    /// A column of the table.
    Column(String),
    /// An expression over the table's columns, in the datasource's dialect.
    Sql(String),
}

/// How values are aggregated. The wire spells them in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Aggregate {
    /// Number of rows, or of values that are not NULL.
    Count,
    /// Number of different values that are not NULL.
    CountDistinct,
    /// Sum; NULL when there are no values.
    Sum,
    /// Arithmetic mean; NULL when there are no values.
    Avg,
    /// Least value.
    Min,
    /// Greatest value.
    Max,
    /// About the number of different values; an engine that has no estimate counts them.
    ApproxDistinct,
    /// The middle value, between the two middle ones for an even number of values.
    Median,
    /// The value below which the given fraction of the values lies, interpolated.
    Percentile,
    /// Standard deviation of a sample; NULL for fewer than two values.
    Stddev,
    /// Whether any value is true; NULL when there are no values.
    Any,
    /// Whether all values are true; NULL when there are no values.
    All,
    /// The texts in byte order, one after the other.
    StringAgg,
}

impl Aggregate {
    /// Every aggregate, in the order the documentation lists them.
    pub const ALL: [Self; 13] = [
        Self::Count,
        Self::CountDistinct,
        Self::Sum,
        Self::Avg,
        Self::Min,
        Self::Max,
        Self::ApproxDistinct,
        Self::Median,
        Self::Percentile,
        Self::Stddev,
        Self::Any,
        Self::All,
        Self::StringAgg,
    ];

    /// The spelling on the wire.
    #[must_use]
    pub const fn wire_name(self) -> &'static str {
        match self {
            Self::Count => "COUNT",
            Self::CountDistinct => "COUNT_DISTINCT",
            Self::Sum => "SUM",
            Self::Avg => "AVG",
            Self::Min => "MIN",
            Self::Max => "MAX",
            Self::ApproxDistinct => "APPROX_DISTINCT",
            Self::Median => "MEDIAN",
            Self::Percentile => "PERCENTILE",
            Self::Stddev => "STDDEV",
            Self::Any => "ANY",
            Self::All => "ALL",
            Self::StringAgg => "STRING_AGG",
        }
    }

    /// Reads the wire spelling; letter case does not matter.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aggregate| aggregate.wire_name().eq_ignore_ascii_case(text))
    }
}

/// Whose rows are whose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "level")]
pub enum Tenancy {
    /// Tables hold the rows of all tenants; a mapping table names the tenants.
    Table(TableTenancy),
    /// Every tenant has a database of its own.
    Database,
}

/// The mapping table of tenancy level TABLE.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableTenancy {
    /// The table with a row per tenant.
    pub mapping_table: TableName,
    /// Its key: the value that client columns hold.
    pub key_column: String,
    /// Its column with the tenant's name.
    pub name_column: String,
    /// The type that a client's key must parse as.
    pub client_column_type: ClientColumnType,
    /// What a `clientId` is.
    #[serde(default)]
    pub client_identifier: ClientIdentifier,
}

/// The declared type of client columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClientColumnType {
    /// Whole numbers.
    Number,
    /// Text, or a UUID.
    String,
}

/// What callers send as `clientId`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClientIdentifier {
    /// The mapping table's key.
    #[default]
    PrimaryKey,
    /// The mapping table's name column.
    Name,
}

/// A join between two tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relationship {
    /// Unique in the datamart.
    pub name: String,
    /// The side that cardinality is read from; usually the one with the foreign key.
    pub parent: TableName,
    /// The other side.
    pub child: TableName,
    /// Column pairs that must all be equal.
    pub keys: Vec<KeyPair>,
    /// How many child rows a parent row has and the reverse, where declared.
    #[serde(default)]
    pub cardinality: Option<Cardinality>,
    /// Which side's rows are kept without a partner.
    #[serde(default)]
    pub join: JoinType,
    /// Whether each row of the side that refers (the parent, under `OneToMany` the child) has a
    /// partner, or NULL in all of its key columns.
    #[serde(default)]
    pub referential_integrity: bool,
}

/// One column of each side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPair {
    /// Column of the parent table.
    pub parent: String,
    /// Column of the child table.
    pub child: String,
}

/// Read from parent to child: `ManyToOne` means that many parent rows share one child row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cardinality {
    /// Neither side is unique.
    ManyToMany,
    /// The child side is unique.
    ManyToOne,
    /// The parent side is unique.
    OneToMany,
    /// Both sides are unique.
    OneToOne,
}

/// Which rows without a partner a join keeps. The wire writes `LEFT JOIN` and so on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinType {
    /// Those of the parent.
    #[default]
    Left,
    /// None.
    Inner,
    /// Those of the child.
    Right,
    /// Both sides'.
    Full,
}

impl JoinType {
    /// Every join type.
    pub const ALL: [Self; 4] = [Self::Left, Self::Inner, Self::Right, Self::Full];

    /// The spelling on the wire.
    #[must_use]
    pub const fn wire_name(self) -> &'static str {
        match self {
            Self::Left => "LEFT JOIN",
            Self::Inner => "INNER JOIN",
            Self::Right => "RIGHT JOIN",
            Self::Full => "FULL JOIN",
        }
    }

    /// Reads `LEFT JOIN`, `left`, `FULL OUTER JOIN` and the like.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Self> {
        let upper = text.trim().to_ascii_uppercase();
        let word = upper.trim_end_matches(" JOIN").trim_end_matches(" OUTER");
        match word {
            "LEFT" => Some(Self::Left),
            "INNER" | "JOIN" => Some(Self::Inner),
            "RIGHT" => Some(Self::Right),
            "FULL" => Some(Self::Full),
            _ => None,
        }
    }
}

impl Datamart {
    /// The table of this name.
    #[must_use]
    pub fn table(&self, name: &TableName) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == *name)
    }

    /// The relationship of this name.
    #[must_use]
    pub fn relationship(&self, name: &str) -> Option<&Relationship> {
        self.relationships.iter().find(|relationship| relationship.name == name)
    }
}
