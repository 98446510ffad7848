//! What rows are grouped by, as an expression over the joined tables.

use std::sync::Arc;

use rust_decimal::Decimal;
use souk_model::DataType;

use super::Lowering;
use crate::Dialect;
use crate::compiled::Value;
use crate::conditions;
use crate::model::{ModelColumn, identifier};
use crate::request::Granularity;
use crate::resolve::{Bucket, Cut, Dimension, Frame, Shift};
use crate::sql::{BinaryOperator, Expr, Function, Unit};

impl Lowering<'_> {
    /// The group key of a dimension, in a frame.
    pub(super) fn dimension(&self, position: usize, frame: &Frame) -> Expr {
        let dimension = &self.question.dimensions[position];
        let own = self.column(dimension.column);
        let column = self.model().column(dimension.column);
        match &dimension.cut {
            Cut::Value => own,
            Cut::Period(granularity) => {
                let moved = self.moved(self.wall_clock(own, column), position, frame);
                self.start_of(moved, *granularity)
            }
            Cut::Bin { width, offset } => {
                bin(self.model().dialect, own, column.data_type, (*width, *offset))
            }
            Cut::Buckets { buckets, otherwise } => {
                bucket(&own, column.data_type, buckets, otherwise.as_deref())
            }
        }
    }

    /// The type of a dimension before rest values are named.
    pub(super) fn dimension_type(&self, dimension: &Dimension) -> DataType {
        match dimension.cut {
            Cut::Value => self.model().column(dimension.column).data_type,
            _ => dimension.output.data_type,
        }
    }

    /// A time as the wall clock of the question's zone shows it.
    fn wall_clock(&self, own: Expr, column: &ModelColumn) -> Expr {
        if column.data_type == DataType::Date {
            return Expr::Cast(Box::new(own), DataType::Timestamp);
        }
        let zone = column.zone(self.around().zone);
        Expr::LocalTime { operand: Box::new(own), from: column.data_type, zone }
    }

    /// Rows of an earlier time are moved to the time that they are compared with.
    pub(super) fn moved(&self, wall: Expr, position: usize, frame: &Frame) -> Expr {
        match frame {
            Frame::Earlier { time, shift }
                if self.question.times[*time].dimension == Some(position) =>
            {
                shifted(wall, Shift { unit: shift.unit, count: -shift.count })
            }
            _ => wall,
        }
    }

    /// The start of the period in which a wall clock lies.
    pub(super) fn start_of(&self, wall: Expr, granularity: Granularity) -> Expr {
        let unit = granularity.unit();
        let truncate = |operand| Expr::Truncate { operand: Box::new(operand), unit };
        let Some((offset_unit, count)) = self.around().calendar().offset(granularity) else {
            return truncate(wall);
        };
        let back = shifted(wall, Shift { unit: offset_unit, count: -count });
        shifted(truncate(back), Shift { unit: offset_unit, count })
    }
}

pub(super) fn shifted(wall: Expr, shift: Shift) -> Expr {
    let unit: Unit = shift.unit.unit();
    Expr::Shift { operand: Box::new(wall), unit, count: shift.count }
}

/// Digits behind the point of a bin's start.
const BIN_SCALE: u8 = 6;

/// Exact numbers leave an exact remainder; the floor of a quotient might be rounded up.
fn bin(
    dialect: &dyn Dialect,
    own: Expr,
    data_type: DataType,
    (width, offset): (Decimal, Decimal),
) -> Expr {
    let subtract = |left, right| Expr::binary(BinaryOperator::Subtract, left, right);
    let add = |left, right| Expr::binary(BinaryOperator::Add, left, right);
    if matches!(data_type, DataType::Float32 | DataType::Float64) {
        let number = |exact: Decimal| {
            let binary = f64::try_from(exact).unwrap_or(f64::NAN);
            Expr::Value(Value::Float(binary))
        };
        let own = Expr::Cast(Box::new(own), DataType::Float64);
        let steps =
            Expr::binary(BinaryOperator::Divide, subtract(own, number(offset)), number(width));
        let floor = Expr::Call(Function::Floor, vec![steps]);
        return add(Expr::binary(BinaryOperator::Multiply, floor, number(width)), number(offset));
    }
    let exact = DataType::Decimal { precision: 38, scale: BIN_SCALE };
    let number = |value| Expr::Cast(Box::new(Expr::Value(Value::Decimal(value))), exact);
    let distance = subtract(Expr::Cast(Box::new(own), exact), number(offset));
    let rest = dialect.decimal_remainder(distance.clone(), number(width));
    // MariaDB's remainder of a negative number may be -0, which it takes for less than 0.
    let least = number(Decimal::new(-1, u32::from(BIN_SCALE)));
    let is_below = Expr::binary(BinaryOperator::LessOrEqual, rest.clone(), least);
    let step_down = Expr::Case {
        branches: vec![(is_below, number(width))],
        otherwise: Some(Box::new(number(Decimal::ZERO))),
    };
    let start = subtract(subtract(distance, rest), step_down);
    Expr::Cast(Box::new(add(start, number(offset))), exact)
}

fn bucket(own: &Expr, data_type: DataType, buckets: &[Bucket], otherwise: Option<&str>) -> Expr {
    let branches = buckets.iter().map(|bucket| {
        let tests = bucket.tests.iter().map(|test| conditions::lower(test, own, data_type));
        (Expr::And(tests.collect()), text(&bucket.label))
    });
    Expr::Case {
        branches: branches.collect(),
        otherwise: otherwise.map(|label| Box::new(text(label))),
    }
}

/// A label, typed, so that no engine has to guess.
pub(super) fn text(label: &str) -> Expr {
    Expr::Cast(Box::new(Expr::Value(Value::Text(label.to_owned()))), DataType::Text)
}

/// A name that the statement itself uses.
pub(super) fn fixed(name: &str) -> Arc<str> {
    identifier(name)
}
