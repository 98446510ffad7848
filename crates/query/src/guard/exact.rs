//! The equations that hold for one key and no other, per engine.
//!
//! `=` is not always enough. It may fold letter case, accents or blanks at the end, and where its
//! sides differ in type it may read one of them as a number, so that `'abc' = 0`. What an engine
//! needs around both sides is a [`Form`]; an equation in any other form proves nothing.

use sqlparser::ast::{
    BinaryLength, CastKind, CharacterLength, DataType, ExactNumberInfo, Expr, FunctionArgExpr,
    ObjectName, ObjectNamePart,
};

use super::call::plain_call;
use super::proof::bare;

/// What stands around a column or a value, and keeps different keys different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// A cast to text of any length, or of more than a key has.
    Text,
    /// A cast to UTF-16 text.
    Wide,
    /// `CONVERT(x USING utf8mb4)`.
    Utf8,
    Uuid,
    /// A cast to a decimal without a precision that would round.
    Decimal,
    /// A cast to a whole number of so many bits.
    Whole(u32),
    /// A cast to bytes.
    Bytes,
    Collated(&'static str),
    Call(&'static str),
}

/// What the value must be for the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Anything,
    Text,
    Uuid,
}

/// One safe shape of an equation, layers from the outermost in.
pub(super) struct Form {
    /// Around the column, exactly.
    pub(super) column: &'static [Layer],
    /// Around the value; below them only layers that keep it.
    pub(super) value: &'static [Layer],
    pub(super) wanted: Wanted,
}

/// What one engine needs.
pub(super) struct Exactness {
    pub(super) number: &'static [Form],
    pub(super) text: &'static [Form],
    is_text: fn(&DataType) -> bool,
    is_bytes: fn(&DataType) -> bool,
    /// Collations that compare bytes, as they are written.
    collations: &'static [&'static str],
    calls: &'static [&'static str],
}

const fn form(column: &'static [Layer], value: &'static [Layer], wanted: Wanted) -> Form {
    Form { column, value, wanted }
}

const PLAIN: Form = form(&[], &[], Wanted::Anything);
const BYTES: Form = form(&[Layer::Bytes, Layer::Text], &[Layer::Bytes], Wanted::Anything);

/// Nothing is safe.
pub(super) const NOTHING: Exactness = Exactness {
    number: &[],
    text: &[],
    is_text: is_unbounded_text,
    is_bytes: is_unbounded_bytes,
    collations: &[],
    calls: &[],
};

/// A number and a text have no `=`. Text needs the collation: others may be nondeterministic, and
/// `citext` folds case until it is cast.
pub(super) const POSTGRES: Exactness = Exactness {
    number: &[
        PLAIN,
        form(&[Layer::Decimal], &[], Wanted::Anything),
        form(&[Layer::Collated("C"), Layer::Text], &[], Wanted::Text),
    ],
    text: &[
        form(&[Layer::Collated("C"), Layer::Text], &[], Wanted::Text),
        form(&[], &[], Wanted::Uuid),
    ],
    collations: &["C"],
    ..NOTHING
};

/// Text is compared by bytes once a cast has taken a collation from it; a number and a text have no `=`.
pub(super) const COCKROACHDB: Exactness = Exactness {
    number: &[
        PLAIN,
        form(&[Layer::Decimal], &[], Wanted::Anything),
        form(&[Layer::Text], &[], Wanted::Text),
    ],
    text: &[form(&[Layer::Text], &[], Wanted::Text), form(&[], &[], Wanted::Uuid)],
    ..NOTHING
};

/// Text is compared by bytes, but a text and a number are compared as numbers.
pub(super) const DATAFUSION: Exactness = Exactness {
    number: &[
        PLAIN,
        form(&[Layer::Decimal], &[], Wanted::Anything),
        form(&[Layer::Text], &[], Wanted::Text),
    ],
    text: &[form(&[Layer::Text], &[], Wanted::Text)],
    ..NOTHING
};

/// Numbers too: a text column is compared with a number by its leading digits.
const MYSQL_BYTES: [Form; 2] =
    [BYTES, form(&[Layer::Bytes, Layer::Utf8], &[Layer::Bytes], Wanted::Anything)];

/// `utf8mb4_bin` is not among the collations: it ignores blanks at the end.
pub(super) const MYSQL: Exactness = Exactness {
    number: &MYSQL_FORMS,
    text: &MYSQL_FORMS,
    is_text: is_char,
    collations: &["utf8mb4_0900_bin"],
    ..NOTHING
};

const MYSQL_FORMS: [Form; 3] = {
    let [bytes, converted] = MYSQL_BYTES;
    [bytes, converted, form(&[Layer::Collated("utf8mb4_0900_bin"), Layer::Text], &[], Wanted::Text)]
};

pub(super) const MARIADB: Exactness = Exactness {
    number: &MARIADB_FORMS,
    text: &MARIADB_FORMS,
    is_text: is_char,
    collations: &["utf8mb4_nopad_bin"],
    ..NOTHING
};

const MARIADB_FORMS: [Form; 3] = {
    let [bytes, converted] = MYSQL_BYTES;
    let collated = form(&[Layer::Collated("utf8mb4_nopad_bin"), Layer::Text], &[], Wanted::Text);
    [bytes, converted, collated]
};

/// The bytes of a text in hexadecimal digits, which no collation folds. A number has other digits, so both
/// sides are cast; what its collations do with blanks at the end is not told, so that no form has them.
pub(super) const SINGLESTORE: Exactness = Exactness {
    number: &[DIGITS_OF_TEXT],
    text: &[DIGITS_OF_TEXT],
    is_text: is_char,
    collations: &["utf8mb4_bin"],
    calls: &["hex"],
    ..NOTHING
};

const DIGITS_OF_TEXT: Form =
    form(&[Layer::Call("hex"), Layer::Text], &[Layer::Call("hex"), Layer::Text], Wanted::Anything);

/// A cast gives the column an affinity, but leaves it the collation that it was declared with.
pub(super) const SQLITE: Exactness = Exactness {
    number: &[form(&[Layer::Collated("BINARY"), Layer::Text], &[], Wanted::Anything)],
    text: &[form(&[Layer::Collated("BINARY"), Layer::Text], &[], Wanted::Anything)],
    collations: &["BINARY"],
    ..NOTHING
};

/// Text is compared by bytes; a constant text beside a number column is read as a number.
pub(super) const CLICKHOUSE: Exactness = Exactness {
    number: &[PLAIN],
    text: &[
        form(&[Layer::Call("tostring")], &[], Wanted::Text),
        form(&[Layer::Text], &[], Wanted::Text),
    ],
    is_text: is_clickhouse_text,
    calls: &["tostring"],
    ..NOTHING
};

/// A cast of text to BLOB reads escapes; `ENCODE` does not.
pub(super) const DUCKDB: Exactness = Exactness {
    number: &[
        PLAIN,
        form(&[Layer::Call("encode"), Layer::Text], &[Layer::Call("encode")], Wanted::Anything),
    ],
    text: &[form(
        &[Layer::Call("encode"), Layer::Text],
        &[Layer::Call("encode")],
        Wanted::Anything,
    )],
    calls: &["encode"],
    ..NOTHING
};

/// Spark and Databricks: text beside a number is read as a number, and collations may fold.
pub(super) const BYTES_OF_TEXT: Exactness =
    Exactness { number: &[BYTES], text: &[BYTES], ..NOTHING };

/// Blanks at the end are ignored and collations may fold. A cast without a length cuts.
pub(super) const REDSHIFT: Exactness = Exactness {
    number: &[BYTES],
    text: &[BYTES],
    is_text: is_long_text,
    is_bytes: is_long_bytes,
    ..NOTHING
};

/// A cast to BINARY reads hexadecimal digits in either case, so the collation is named instead.
pub(super) const SNOWFLAKE: Exactness = Exactness {
    number: &[form(&[Layer::Collated("utf8"), Layer::Text], &[], Wanted::Text)],
    text: &[form(&[Layer::Collated("utf8"), Layer::Text], &[], Wanted::Text)],
    collations: &["utf8"],
    ..NOTHING
};

/// A number and a text have no `=`; collations may fold.
pub(super) const BIGQUERY: Exactness = Exactness { number: &[PLAIN], text: &[BYTES], ..NOTHING };

/// Blanks at the end are ignored even by binary collations, and a text beside a number is read as
/// one. Both sides go through UTF-16, so that no code page makes two texts of one.
/// The collation stands in scans; it ignores blanks at the end, so no form has it.
pub(super) const MSSQL: Exactness = Exactness {
    number: &[MSSQL_FORM],
    text: &[MSSQL_FORM],
    is_bytes: is_long_bytes,
    collations: &["Latin1_General_100_BIN2"],
    ..NOTHING
};

const MSSQL_FORM: Form =
    form(&[Layer::Bytes, Layer::Wide], &[Layer::Bytes, Layer::Wide], Wanted::Anything);

/// A number and a text have no `=`; the cast takes CHAR and its blanks away.
pub(super) const TRINO: Exactness =
    Exactness { number: &[PLAIN], text: &[form(&[Layer::Text], &[], Wanted::Text)], ..NOTHING };

fn is_unbounded_text(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Text
            | DataType::Varchar(None)
            | DataType::CharacterVarying(None)
            | DataType::CharVarying(None)
            | DataType::String(None)
    )
}

/// CHAR without a length is one character elsewhere.
fn is_char(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Char(None))
}

fn is_clickhouse_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Nullable(inner) => is_clickhouse_text(inner),
        DataType::String(None) => true,
        _ => false,
    }
}

/// Bytes of a type that no key reaches: a value that is cut there is longer than every key.
const LONG: u64 = 4096;

fn is_long(length: &CharacterLength) -> bool {
    match length {
        CharacterLength::IntegerLength { length, unit: None } => *length >= LONG,
        CharacterLength::IntegerLength { .. } => false,
        CharacterLength::Max => true,
    }
}

fn is_long_text(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Varchar(Some(length)) if is_long(length))
}

fn is_wide(data_type: &DataType) -> bool {
    match data_type {
        // 4000 characters are the most that can be named.
        DataType::Nvarchar(Some(CharacterLength::IntegerLength { length, unit: None })) => {
            *length == 4000
        }
        DataType::Nvarchar(Some(CharacterLength::Max)) => true,
        _ => false,
    }
}

fn is_unbounded_bytes(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Binary(None) | DataType::Bytes(None))
}

fn is_long_bytes(data_type: &DataType) -> bool {
    match data_type {
        DataType::Varbinary(Some(BinaryLength::IntegerLength { length })) => *length >= LONG,
        DataType::Varbinary(Some(BinaryLength::Max)) => true,
        _ => false,
    }
}

/// Decimal without a precision that would round.
fn is_decimal(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Numeric(ExactNumberInfo::None)
            | DataType::Decimal(ExactNumberInfo::None)
            | DataType::Dec(ExactNumberInfo::None)
    )
}

/// The bits of a whole-number type.
fn whole(data_type: &DataType) -> Option<u32> {
    match data_type {
        DataType::BigInt(None) | DataType::Int8(None) | DataType::Int64 => Some(64),
        DataType::Integer(None) | DataType::Int(None) | DataType::Int4(None) => Some(32),
        DataType::SmallInt(None) | DataType::Int2(None) => Some(16),
        _ => None,
    }
}

impl Exactness {
    /// The layers around an expression, outermost first, and what is inside them.
    pub(super) fn peel<'e>(&self, expression: &'e Expr) -> (Vec<Layer>, &'e Expr) {
        let mut layers = Vec::new();
        let mut core = bare(expression);
        while let Some((layer, inner)) = self.layer(core) {
            layers.push(layer);
            core = bare(inner);
        }
        (layers, core)
    }

    /// Whether an equation of two columns under these layers holds for one key only, whatever their
    /// types are.
    pub(super) fn links(&self, left: &[Layer], right: &[Layer]) -> bool {
        self.number.iter().any(|form| {
            let uncollated = match form.column {
                [Layer::Collated(_), inner @ ..] => inner,
                all => all,
            };
            left == form.column && (right == form.column || right == uncollated)
        })
    }

    fn layer<'e>(&self, expression: &'e Expr) -> Option<(Layer, &'e Expr)> {
        match expression {
            Expr::Cast {
                kind: CastKind::Cast | CastKind::DoubleColon,
                expr,
                data_type,
                array: false,
                format: None,
            } => Some((self.cast(data_type)?, expr)),
            Expr::Collate { expr, collation } => Some((self.collated(collation)?, expr)),
            Expr::Convert { expr, .. } if is_to_utf8(expression) => Some((Layer::Utf8, expr)),
            Expr::Function(_) => self.call(expression),
            _ => None,
        }
    }

    fn cast(&self, data_type: &DataType) -> Option<Layer> {
        if (self.is_text)(data_type) {
            return Some(Layer::Text);
        }
        if (self.is_bytes)(data_type) {
            return Some(Layer::Bytes);
        }
        match data_type {
            DataType::Uuid => Some(Layer::Uuid),
            wide if is_wide(wide) => Some(Layer::Wide),
            exact if is_decimal(exact) => Some(Layer::Decimal),
            other => whole(other).map(Layer::Whole),
        }
    }

    fn collated(&self, collation: &ObjectName) -> Option<Layer> {
        let [ObjectNamePart::Identifier(ident)] = collation.0.as_slice() else {
            return None;
        };
        self.collations
            .iter()
            .find(|known| **known == ident.value)
            .map(|known| Layer::Collated(known))
    }

    fn call<'e>(&self, expression: &'e Expr) -> Option<(Layer, &'e Expr)> {
        self.calls.iter().find_map(|name| match plain_call(expression, name)? {
            FunctionArgExpr::Expr(argument) => Some((Layer::Call(name), argument)),
            _ => None,
        })
    }
}

/// `CONVERT(x USING utf8mb4)`, without anything else that it can carry.
pub(super) fn is_to_utf8(expression: &Expr) -> bool {
    let Expr::Convert {
        is_try: false,
        expr: _,
        data_type: None,
        charset: Some(charset),
        target_before_value: false,
        styles,
    } = expression
    else {
        return false;
    };
    styles.is_empty()
        && matches!(
            charset.0.as_slice(),
            [ObjectNamePart::Identifier(ident)]
                if ident.quote_style.is_none() && ident.value.eq_ignore_ascii_case("utf8mb4")
        )
}
