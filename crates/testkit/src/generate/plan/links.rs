//! Which tables refer to which, and by what columns.

use souk_model::{Cardinality, JoinType};

use super::{CLIENT_COLUMN, KeyStyle, Plan, joins_often};
use crate::generate::breadth::Breadth;
use crate::generate::draw::Draw;

/// A relationship from a table whose rows refer to at most one row of another, unless it is one of
/// values.
pub(in crate::generate) struct LinkPlan {
    pub(in crate::generate) name: String,
    pub(in crate::generate) from: usize,
    pub(in crate::generate) to: usize,
    /// Columns of `from` and the columns of `to` that they equal.
    pub(in crate::generate) columns: Vec<(String, String)>,
    pub(in crate::generate) is_one_to_one: bool,
    /// Rows meet where values are equal, any number of them.
    pub(in crate::generate) is_of_values: bool,
    /// Refers by a column of its own key.
    pub(in crate::generate) is_of_key: bool,
    /// Each row refers to one, if there are any.
    pub(in crate::generate) is_complete: bool,
    pub(in crate::generate) cardinality: Option<Cardinality>,
    pub(in crate::generate) is_flipped: bool,
    pub(in crate::generate) join: JoinType,
}

impl LinkPlan {
    /// Whether a table has columns only to refer by them.
    pub(in crate::generate) const fn has_columns_in(&self, table: usize) -> bool {
        self.from == table && !self.is_of_values && !self.is_of_key
    }
}

impl Plan {
    pub(super) fn add_links(&mut self, draw: &mut Draw, from: usize) {
        if from == 0 {
            return;
        }
        for _ in 0..draw.weighted(&[(10, 0), (65, 1), (25, 2)], 1) {
            let to = draw.below(from);
            self.add_link(draw, from, to);
            if draw.chance(15) {
                self.add_link(draw, from, to);
            }
        }
    }

    fn add_link(&mut self, draw: &mut Draw, from: usize, to: usize) {
        let target = &self.tables[to];
        let number = self.links.len();
        let carries_tenant = target.key == KeyStyle::Local && draw.chance(60);
        let tenant_pair = carries_tenant
            .then(|| (format!("ref{number} {CLIENT_COLUMN}"), CLIENT_COLUMN.to_owned()));
        let key_pairs = target
            .key
            .columns()
            .iter()
            .map(|column| (format!("ref{number} {column}"), (*column).to_owned()));
        let columns = tenant_pair.into_iter().chain(key_pairs).collect();
        let is_one_to_one = target.key != KeyStyle::Local && draw.chance(7);
        let cardinality = match is_one_to_one {
            true => Cardinality::OneToOne,
            // True of any rows, and says the least.
            false if self.breadth == Breadth::Full && draw.chance(6) => Cardinality::ManyToMany,
            false => Cardinality::ManyToOne,
        };
        let joins = match self.breadth {
            Breadth::Today => [(60, JoinType::Left), (32, JoinType::Inner), (4, JoinType::Right)],
            Breadth::Full => [(54, JoinType::Left), (20, JoinType::Inner), (12, JoinType::Right)],
        };
        let rest = 100 - joins.iter().map(|(weight, _)| weight).sum::<usize>();
        let joins = [joins[0], joins[1], joins[2], (rest, JoinType::Full)];
        self.links.push(LinkPlan {
            name: format!("link {number}"),
            from,
            to,
            columns,
            is_one_to_one,
            is_of_values: false,
            is_of_key: false,
            is_complete: self.breadth == Breadth::Full && draw.chance(35),
            cardinality: (!draw.chance(12)).then_some(cardinality),
            is_flipped: draw.chance(15),
            join: draw.weighted(&joins, JoinType::Full),
        });
    }

    /// Such as the manager of an employee.
    pub(super) fn add_own_link(&mut self, draw: &mut Draw, index: usize) {
        if draw.chance(18) {
            self.add_link(draw, index, index);
        }
    }

    /// Rows that meet where two columns that are no keys are equal.
    pub(super) fn add_value_link(&mut self, draw: &mut Draw, from: usize) {
        if from == 0 || !draw.chance(14) {
            return;
        }
        let to = draw.below(from);
        let (own, others) = (&self.tables[from].values, &self.tables[to].values);
        let pairs: Vec<_> = own
            .iter()
            .flat_map(|one| others.iter().map(move |other| (one, other)))
            .filter(|(one, other)| one.data_type == other.data_type && joins_often(one.data_type))
            .map(|(one, other)| (one.name.clone(), other.name.clone()))
            .collect();
        let Some(pair) = draw.pick(&pairs).cloned() else { return };
        let joins = [(60, JoinType::Left), (20, JoinType::Inner), (10, JoinType::Right)];
        self.links.push(LinkPlan {
            name: format!("link {}", self.links.len()),
            from,
            to,
            columns: vec![pair],
            is_one_to_one: false,
            is_of_values: true,
            is_of_key: false,
            is_complete: false,
            cardinality: draw.chance(60).then_some(Cardinality::ManyToMany),
            is_flipped: draw.chance(40),
            join: draw.weighted(&joins, JoinType::Full),
        });
    }

    /// The first part of a key of two is another table's key, as the part of an offer is.
    pub(super) fn add_key_link(&mut self, draw: &mut Draw, from: usize) {
        let is_single = |one: &usize| self.tables[*one].key == KeyStyle::Single;
        let targets: Vec<_> = (0..from).filter(is_single).collect();
        let Some(to) = draw.pick(&targets).copied() else { return };
        if self.tables[from].key != KeyStyle::Pair || !draw.chance(70) {
            return;
        }
        let joins = [(60, JoinType::Left), (30, JoinType::Inner), (5, JoinType::Right)];
        self.links.push(LinkPlan {
            name: format!("link {}", self.links.len()),
            from,
            to,
            columns: vec![("part".to_owned(), "id".to_owned())],
            is_one_to_one: false,
            is_of_values: false,
            is_of_key: true,
            is_complete: false,
            cardinality: (!draw.chance(12)).then_some(Cardinality::ManyToOne),
            is_flipped: draw.chance(15),
            join: draw.weighted(&joins, JoinType::Full),
        });
    }
}
