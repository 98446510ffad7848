//! ClickHouse's types, as it writes their names.
//!
//! Knows how a value of each type lies in the Native format, and which of Souk's types a column of it
//! has. A type without a plain form (arrays, tuples, maps, JSON, states of aggregates) has no layout:
//! a question must cast it to text, which the dialect does for columns of type Other and Json.

use std::collections::HashMap;

use souk_model::DataType;

/// How values lie in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) kind: Kind,
    pub(super) is_nullable: bool,
    /// Each value once, and for each row which one.
    pub(super) is_dictionary: bool,
}

/// How one value is read. Numbers are little-endian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of so many bytes.
    Signed(usize),
    Unsigned(usize),
    Boolean,
    Single,
    Double,
    /// A whole number of so many bytes, with so many digits after the point.
    Decimal(usize, u8),
    Text,
    /// Of so many bytes; shorter text is filled up with NUL.
    FixedText(usize),
    Uuid,
    /// Days since 1970-01-01 in 16 bits.
    Day,
    /// Days since 1970-01-01, signed, in 32 bits.
    WideDay,
    /// Seconds since 1970-01-01 in 32 bits. The zone in the type is only for showing.
    Second,
    /// Ticks since 1970-01-01, so many digits of a second.
    Tick(u8),
    /// A number of so many bytes that stands for a name.
    Enum(usize, HashMap<i128, String>),
    /// The type of NULL.
    Nothing,
}

impl Kind {
    /// Bytes of a value; `None` where each says its own length.
    pub(super) const fn width(&self) -> Option<usize> {
        Some(match self {
            Self::Text => return None,
            Self::Signed(width)
            | Self::Unsigned(width)
            | Self::Decimal(width, _)
            | Self::FixedText(width)
            | Self::Enum(width, _) => *width,
            Self::Boolean | Self::Nothing => 1,
            Self::Day => 2,
            Self::Single | Self::WideDay | Self::Second => 4,
            Self::Double | Self::Tick(_) => 8,
            Self::Uuid => 16,
        })
    }
}

/// A type's name without what says how it is stored and whether it may be NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Declared<'a> {
    pub(super) name: &'a str,
    pub(super) is_nullable: bool,
    is_dictionary: bool,
}

impl<'a> Declared<'a> {
    pub(super) fn of(full: &'a str) -> Self {
        let full = simple_aggregate(full);
        let dictionary = inside(full, "LowCardinality");
        let rest = dictionary.unwrap_or(full);
        let nullable = inside(rest, "Nullable");
        Self {
            name: nullable.unwrap_or(rest),
            is_nullable: nullable.is_some(),
            is_dictionary: dictionary.is_some(),
        }
    }

    /// How its values lie; `None` for types without a plain form.
    pub(super) fn layout(self) -> Option<Layout> {
        let Self { name, is_nullable, is_dictionary } = self;
        Some(Layout { kind: kind(name)?, is_nullable, is_dictionary })
    }

    /// Souk's type for a column. ClickHouse's times are instants, whatever zone they are shown in.
    pub(super) fn data_type(self) -> DataType {
        match kind(self.name) {
            Some(Kind::Signed(1 | 2 | 4) | Kind::Unsigned(1 | 2)) => DataType::Int32,
            Some(Kind::Signed(8) | Kind::Unsigned(4)) => DataType::Int64,
            Some(Kind::Unsigned(8)) => DataType::UInt64,
            Some(Kind::Signed(_) | Kind::Unsigned(_)) => DataType::Numeric,
            Some(Kind::Boolean) => DataType::Boolean,
            Some(Kind::Single) => DataType::Float32,
            Some(Kind::Double) => DataType::Float64,
            Some(Kind::Decimal(..)) => self.decimal(),
            Some(Kind::Text | Kind::FixedText(_) | Kind::Enum(..)) => DataType::Text,
            Some(Kind::Uuid) => DataType::Uuid,
            Some(Kind::Day | Kind::WideDay) => DataType::Date,
            Some(Kind::Second | Kind::Tick(_)) => DataType::TimestampTz,
            Some(Kind::Nothing) => DataType::Other,
            None if self.name == "JSON" || self.name.starts_with("JSON(") => DataType::Json,
            None => DataType::Other,
        }
    }

    /// ClickHouse knows up to 76 digits.
    fn decimal(self) -> DataType {
        const LARGEST: u8 = 38;
        match inside(self.name, "Decimal").and_then(precision_and_scale) {
            Some((precision, scale)) if precision <= LARGEST => {
                DataType::Decimal { precision, scale }
            }
            _ => DataType::Numeric,
        }
    }
}

/// Values of `SimpleAggregateFunction(sum, T)` are values of `T`.
fn simple_aggregate(full: &str) -> &str {
    let arguments = inside(full, "SimpleAggregateFunction");
    arguments.and_then(|text| text.split_once(", ")).map_or(full, |(_, value)| value)
}

/// What is between the parentheses of `name(…)`.
fn inside<'a>(full: &'a str, name: &str) -> Option<&'a str> {
    full.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "Bool" => Kind::Boolean,
        "Float32" => Kind::Single,
        "Float64" => Kind::Double,
        "String" => Kind::Text,
        "UUID" => Kind::Uuid,
        "Date" => Kind::Day,
        "Date32" => Kind::WideDay,
        "DateTime" => Kind::Second,
        "Nothing" => Kind::Nothing,
        _ => return integer(name).or_else(|| with_arguments(name)),
    })
}

fn integer(name: &str) -> Option<Kind> {
    let (bits, make): (_, fn(usize) -> Kind) = match name.strip_prefix("UInt") {
        Some(bits) => (bits, Kind::Unsigned),
        None => (name.strip_prefix("Int")?, Kind::Signed),
    };
    matches!(bits, "8" | "16" | "32" | "64" | "128" | "256")
        .then(|| bits.parse::<usize>().ok().map(|bits| make(bits / 8)))
        .flatten()
}

fn with_arguments(name: &str) -> Option<Kind> {
    if let Some(arguments) = inside(name, "Decimal") {
        let (precision, scale) = precision_and_scale(arguments)?;
        return Some(Kind::Decimal(decimal_width(precision), scale));
    }
    if let Some(width) = inside(name, "FixedString") {
        return Some(Kind::FixedText(width.parse().ok().filter(|width| *width > 0)?));
    }
    if inside(name, "DateTime").is_some() {
        return Some(Kind::Second);
    }
    if let Some(arguments) = inside(name, "DateTime64") {
        let digits = arguments.split(',').next().unwrap_or_default().trim();
        return Some(Kind::Tick(digits.parse().ok().filter(|digits| *digits <= 9)?));
    }
    let (width, names) = match inside(name, "Enum8") {
        Some(names) => (1, names),
        None => (2, inside(name, "Enum16")?),
    };
    Some(Kind::Enum(width, enum_names(names)?))
}

fn precision_and_scale(arguments: &str) -> Option<(u8, u8)> {
    let (precision, scale) = arguments.split_once(',')?;
    Some((precision.trim().parse().ok()?, scale.trim().parse().ok()?))
}

const fn decimal_width(precision: u8) -> usize {
    match precision {
        0..=9 => 4,
        10..=18 => 8,
        19..=38 => 16,
        _ => 32,
    }
}

/// Reads `'a' = 1, 'it\'s' = -2`.
fn enum_names(mut rest: &str) -> Option<HashMap<i128, String>> {
    let mut names = HashMap::new();
    loop {
        let (name, after) = quoted(rest.trim_start())?;
        let after = after.trim_start().strip_prefix('=')?;
        let end = after.find(',').unwrap_or(after.len());
        names.insert(after.get(..end)?.trim().parse().ok()?, name);
        match after.get(end + 1..) {
            Some(more) => rest = more,
            None => return Some(names),
        }
    }
}

/// A text in quotes, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut letters = text.strip_prefix('\'')?.char_indices();
    let mut name = String::new();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\'' => return Some((name, text.get(at + 2..)?)),
            '\\' => name.push(unescaped(letters.next()?.1)),
            other => name.push(other),
        }
    }
    None
}

const fn unescaped(letter: char) -> char {
    match letter {
        '0' => '\0',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_enums_are_read_with_their_escapes() {
        let names = enum_names(r"'a' = 1, 'it\'s, = ' = -2, 'b\\n\n' = 300").unwrap();
        let expected = [(1, "a"), (-2, "it's, = "), (300, "b\\n\n")];
        assert_eq!(names, expected.map(|(number, name)| (number, name.to_owned())).into());
        for broken in ["", "'a'", "'a' = x", "'a = 1", "a = 1"] {
            assert_eq!(enum_names(broken), None, "{broken}");
        }
    }

    #[test]
    fn wrappers_are_taken_off() {
        let declared = Declared::of("LowCardinality(Nullable(FixedString(3)))");
        let layout = declared.layout().unwrap();
        assert_eq!(layout.kind, Kind::FixedText(3));
        assert!(layout.is_nullable && layout.is_dictionary);
        let sum = Declared::of("SimpleAggregateFunction(sum, Nullable(Decimal(38, 2)))");
        assert_eq!(sum.data_type(), DataType::Decimal { precision: 38, scale: 2 });
        assert!(sum.is_nullable);
    }

    #[test]
    fn what_has_no_plain_form_has_no_layout() {
        for name in ["Array(Int8)", "Tuple(Int8)", "Map(String, Int8)", "IntervalDay", "Int7", ""] {
            assert_eq!(Declared::of(name).layout(), None, "{name}");
            assert_eq!(Declared::of(name).data_type(), DataType::Other, "{name}");
        }
        assert_eq!(Declared::of("JSON").data_type(), DataType::Json);
    }
}
