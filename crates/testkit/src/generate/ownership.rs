//! Whose each row is, by the references that were made and not by the values in the columns.

use super::plan::{Plan, Rule};
use super::rows::BuiltRow;
use super::world::Owners;

type Tenants = [bool; 3];
const NOBODY: Tenants = [false; 3];

/// Writes its owners into each row.
pub(super) fn decide(plan: &Plan, built: &mut [Vec<BuiltRow>]) {
    for table in 0..built.len() {
        let is_open = plan.tenancy.is_none() || plan.tables[table].rule == Rule::Shared;
        for row in 0..built[table].len() {
            built[table][row].owners = if is_open {
                Owners::Everybody
            } else {
                Owners::Tenants(owners(plan, built, table, row))
            };
        }
    }
}

fn owners(plan: &Plan, built: &[Vec<BuiltRow>], table: usize, row: usize) -> Tenants {
    match plan.tables[table].rule {
        Rule::Client => built[table][row].intended.map_or(NOBODY, only),
        Rule::Via(number) if plan.links[number].from == table => {
            let target = built[table][row].references[number];
            target.map_or(NOBODY, |target| owners(plan, built, plan.links[number].to, target))
        }
        Rule::Via(number) => {
            let from = plan.links[number].from;
            let referring = (0..built[from].len())
                .filter(|other| built[from][*other].references[number] == Some(row));
            referring.map(|other| owners(plan, built, from, other)).fold(NOBODY, either)
        }
        Rule::Shared | Rule::Missing => NOBODY,
    }
}

fn only(tenant: usize) -> Tenants {
    [tenant == 0, tenant == 1, tenant == 2]
}

const fn either(one: Tenants, other: Tenants) -> Tenants {
    [one[0] || other[0], one[1] || other[1], one[2] || other[2]]
}
