//! The order of the rows: as asked, then by the remaining dimensions, so that it is always total.

use super::members::Names;
use super::{Dimension, Ordering};
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
        if terms.iter().all(|term| term.position != position) {
            terms.push(Ordering { position, descending: false });
        }
    }
    terms
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
