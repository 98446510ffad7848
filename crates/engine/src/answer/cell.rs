//! One value of a database's answer, read without loss.

use uuid::Uuid;

use super::numeric::Numeric;
use super::plain::Plain;

/// One value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell<'a> {
    Boolean(bool),
    /// Wide enough for every integer of every database.
    Integer(i128),
    Single(f32),
    Double(f64),
    /// A decimal in PostgreSQL's digits.
    Numeric(Numeric<'a>),
    /// A decimal: a whole number, and how many of its digits stand after the point.
    Scaled(i128, u8),
    /// A decimal as people write it.
    Plain(Plain<'a>),
    Text(&'a str),
    Uuid(Uuid),
    Bytes(&'a [u8]),
    /// Days since 1970-01-01; `None` is an infinity.
    Date(Option<i32>),
    /// Microseconds since midnight, and seconds west of UTC where the type has them.
    Time(i64, Option<i32>),
    /// Microseconds since 1970-01-01; `None` is an infinity.
    Timestamp(Option<i64>),
}
