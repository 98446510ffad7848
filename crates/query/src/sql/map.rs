//! The same tree with some of its expressions replaced, inside sub-queries too.

use super::{Expr, Join, OrderKey, Projection, Relation, Select, Source, WindowOrder};

/// What stands in place of an expression; `None` keeps it and looks inside.
pub(crate) type Replace<'a> = &'a mut dyn FnMut(&Expr) -> Option<Expr>;

impl Expr {
    /// The expression with every part replaced for which there is something else.
    #[must_use]
    pub(crate) fn replaced(&self, with: Replace<'_>) -> Self {
        match with(self) {
            Some(other) => other,
            None => self.parts_replaced(with),
        }
    }

    /// Whether some part of it, or it itself, is so.
    pub(crate) fn has(&self, is_so: &mut dyn FnMut(&Self) -> bool) -> bool {
        let mut is_found = false;
        let _ = self.replaced(&mut |part| {
            is_found |= is_so(part);
            is_found.then(|| part.clone())
        });
        is_found
    }

    fn parts_replaced(&self, with: Replace<'_>) -> Self {
        match self {
            Self::Column { .. }
            | Self::Value(_)
            | Self::Null
            | Self::Integer(_)
            | Self::CountRows
            | Self::IsOneRow => self.clone(),
            Self::Not(one) => Self::Not(boxed(one, with)),
            Self::Negate(one) => Self::Negate(boxed(one, with)),
            Self::Binary(operator, left, right) => {
                Self::Binary(*operator, boxed(left, with), boxed(right, with))
            }
            Self::And(list) => Self::And(all(list, with)),
            Self::Or(list) => Self::Or(all(list, with)),
            Self::IsNull { operand, negated } => {
                Self::IsNull { operand: boxed(operand, with), negated: *negated }
            }
            Self::InList { operand, list, negated } => Self::InList {
                operand: boxed(operand, with),
                list: all(list, with),
                negated: *negated,
            },
            Self::InQuery { operands, query } => Self::InQuery {
                operands: all(operands, with),
                query: Box::new(query.replaced(with)),
            },
            Self::Exists(query) => Self::Exists(Box::new(query.replaced(with))),
            Self::Scalar(query) => Self::Scalar(Box::new(query.replaced(with))),
            Self::Like { operand, pattern, negated } => Self::Like {
                operand: boxed(operand, with),
                pattern: boxed(pattern, with),
                negated: *negated,
            },
            Self::Regex { operand, pattern, negated } => Self::Regex {
                operand: boxed(operand, with),
                pattern: boxed(pattern, with),
                negated: *negated,
            },
            Self::SameKey(left, right) => Self::SameKey(boxed(left, with), boxed(right, with)),
            Self::TenantKey { column, key } => {
                Self::TenantKey { column: boxed(column, with), key: boxed(key, with) }
            }
            Self::Same(left, right) => Self::Same(boxed(left, with), boxed(right, with)),
            Self::Case { branches, otherwise } => Self::Case {
                branches: branches
                    .iter()
                    .map(|(when, then)| (when.replaced(with), then.replaced(with)))
                    .collect(),
                otherwise: otherwise.as_ref().map(|last| boxed(last, with)),
            },
            Self::Cast(one, data_type) => Self::Cast(boxed(one, with), *data_type),
            Self::Call(function, list) => Self::Call(*function, all(list, with)),
            _ => self.special_parts_replaced(with),
        }
    }

    fn special_parts_replaced(&self, with: Replace<'_>) -> Self {
        match self {
            Self::Aggregate { function, distinct, operand } => Self::Aggregate {
                function: *function,
                distinct: *distinct,
                operand: boxed(operand, with),
            },
            Self::JoinTexts { operand, separator } => {
                Self::JoinTexts { operand: boxed(operand, with), separator: boxed(separator, with) }
            }
            Self::Over { aggregate, partition_by, order_by, frame } => Self::Over {
                aggregate: Box::new(aggregate.parts_replaced(with)),
                partition_by: all(partition_by, with),
                order_by: order_by
                    .iter()
                    .map(|term| WindowOrder { key: term.key.replaced(with), ..term.clone() })
                    .collect(),
                frame: *frame,
            },
            Self::Ranked(function, list) => Self::Ranked(*function, all(list, with)),
            Self::Truncate { operand, unit } => {
                Self::Truncate { operand: boxed(operand, with), unit: *unit }
            }
            Self::Shift { operand, unit, count } => {
                Self::Shift { operand: boxed(operand, with), unit: *unit, count: *count }
            }
            Self::LocalTime { operand, from, zone } => {
                Self::LocalTime { operand: boxed(operand, with), from: *from, zone: *zone }
            }
            Self::Instant { operand, zone } => {
                Self::Instant { operand: boxed(operand, with), zone: *zone }
            }
            Self::BinaryText(one) => Self::BinaryText(boxed(one, with)),
            plain => plain.clone(),
        }
    }
}

fn boxed(one: &Expr, with: Replace<'_>) -> Box<Expr> {
    Box::new(one.replaced(with))
}

fn all(list: &[Expr], with: Replace<'_>) -> Vec<Expr> {
    list.iter().map(|one| one.replaced(with)).collect()
}

impl Select {
    /// The query with every part of its expressions replaced.
    #[must_use]
    pub(crate) fn replaced(&self, with: Replace<'_>) -> Self {
        let mut made = self.clone();
        for Projection { expression, .. } in &mut made.columns {
            *expression = expression.replaced(with);
        }
        for source in made.from.iter_mut().chain(made.joins.iter_mut().map(|join| &mut join.source))
        {
            replace_in_source(source, with);
        }
        for Join { on, .. } in &mut made.joins {
            *on = all(on, with);
        }
        made.filter = all(&made.filter, with);
        made.having = all(&made.having, with);
        made.union_all = made.union_all.iter().map(|arm| arm.replaced(with)).collect();
        for term in &mut made.order_by {
            if let OrderKey::Expression(key) | OrderKey::Text(key) = &mut term.key {
                *key = key.replaced(with);
            }
        }
        made
    }
}

fn replace_in_source(source: &mut Source, with: Replace<'_>) {
    match &mut source.relation {
        Relation::Base(_) | Relation::Common(_) => {}
        Relation::Query(query) => **query = query.replaced(with),
        Relation::Values { columns: _, rows } => {
            rows.iter_mut().for_each(|row| *row = all(row, with));
        }
    }
}
