//! The order of the rows: as asked, then by the remaining dimensions, so that it is always total.
//! Columns of a row whose key is ordered by already need not be.

use super::members::Names;
use super::{Cut, Dimension, Ordering};
use crate::model::{ColumnId, Place};
use crate::request::{Direction, QueryRequest};

pub(super) fn resolve(names: &mut Names<'_>, request: &QueryRequest) -> Vec<Ordering> {
    let mut terms: Vec<Ordering> = Vec::new();
    for (index, (member, direction)) in request.order.members().into_iter().enumerate() {
        let Some(position) = position_of(member, request, names) else {
            let hint = format!("{member} is not among the columns of the answer");
            names.invalid(&format!("query.order[{index}]"), hint);
            continue;
        };
        if terms.iter().all(|term| term.position != position) {
            terms.push(Ordering { position, descending: direction == Direction::Desc });
        }
    }
    for position in 0..names.dimensions.len() {
        let is_new = terms.iter().all(|term| term.position != position);
        if is_new && !is_decided(names, request, &terms, position) {
            terms.push(Ordering { position, descending: false });
        }
    }
    terms
}

/// Whether rows that are alike in the order so far are alike in a dimension: the order has the key of its
/// row, or of the row that all columns of a question about rows belong to.
fn is_decided(
    names: &Names<'_>,
    request: &QueryRequest,
    terms: &[Ordering],
    position: usize,
) -> bool {
    let is_ordered = |column: ColumnId| {
        let mut ordered = terms.iter().filter_map(|term| names.dimensions.get(term.position));
        ordered.any(|one| one.cut == Cut::Value && one.column == column)
    };
    let has_key = |place: Place| {
        let key = names.model.tables[place.table].key_columns.as_deref();
        key.is_some_and(|key| key.iter().all(|one| is_ordered(place.column(*one))))
    };
    let dimension = &names.dimensions[position];
    let own = dimension.column.place;
    let root = names.dimensions[0].column.place;
    // A period may be that of a row before, moved; put together as the rest, values of a key no longer tell
    // rows apart.
    let is_of_row = !matches!(dimension.cut, Cut::Period(_)) && request.top.is_none();
    is_of_row && (has_key(own) || !request.rows.is_empty() && has_key(root))
}

fn position_of(member: &str, request: &QueryRequest, names: &Names<'_>) -> Option<usize> {
    let dimensions = names.dimensions.iter().map(|one| &one.output);
    let mut outputs = dimensions.chain(names.measures.iter().map(|one| &one.output));
    let by_name = outputs.position(|output| output.name == member);
    by_name.or_else(|| time_dimension_position(member, request, &names.dimensions))
}

/// A time dimension may be ordered by without its granularity.
fn time_dimension_position(
    member: &str,
    request: &QueryRequest,
    dimensions: &[Dimension],
) -> Option<usize> {
    let time = request.time_dimensions.iter().find(|time| time.dimension == member)?;
    let name = format!("{member}.{}", time.granularity?.word());
    dimensions.iter().position(|dimension| dimension.output.name == name)
}
