//! The lookup of a tenant by name: the one read of the mapping table that needs no rule.
//!
//! `(SELECT MIN("key") FROM "schema"."mapping" WHERE "name" = $n HAVING COUNT(*) = 1)`. A name that
//! two tenants share finds none of them. The equation of the name has the form that the engine needs
//! for text; plain equations with `=` may stand beside it.

use souk_model::{TableTenancy, Tenancy};
use sqlparser::ast::{
    Expr, FunctionArgExpr, Query, Select, SelectItem, SetExpr, TableFactor, TableWithJoins,
    Value as Literal, ValueWithSpan,
};

use super::call::plain_call;
use super::exact::Layer;
use super::proof::{bare, conjuncts, equation, is_qualified};
use super::select::{Clauses, clauses};
use super::source::{base_qualifier, plain_table};
use super::tenant::{TenantParameter, parameter};
use super::{Ground, name};

/// A proven lookup.
pub(super) struct Lookup<'a> {
    /// The SELECT that reads the mapping table.
    pub(super) select: &'a Select,
    /// What is around the key, from the outermost layer in.
    pub(super) layers: Vec<Layer>,
    /// It finds the tenant's own key if one of these is the tenant's name.
    pub(super) names: Vec<TenantParameter>,
}

/// Reads the expression as the lookup of the tenant's name, if it is exactly that.
pub(super) fn lookup<'a>(expression: &'a Expr, ground: &Ground<'_>) -> Option<Lookup<'a>> {
    let Some(Tenancy::Table(tenancy)) = &ground.datamart.tenancy else {
        return None;
    };
    let (mut layers, core) = ground.profile.exact.peel(expression);
    let Expr::Subquery(query) = core else {
        return None;
    };
    let select = only_select(query)?;
    let parts = Parts::of(&clauses(select).ok()?, tenancy, ground)?;
    let names = parts.names()?;
    layers.extend(parts.key_layers()?);
    is_only_one(parts.having).then_some(Lookup { select, layers, names })
}

/// The SELECT of a query that holds nothing else.
pub(super) fn only_select(query: &Query) -> Option<&Select> {
    let Query {
        with: None,
        body,
        order_by: None,
        limit_clause: None,
        fetch: None,
        locks,
        for_clause: None,
        settings: None,
        format_clause: None,
        pipe_operators,
    } = query
    else {
        return None;
    };
    match body.as_ref() {
        SetExpr::Select(select) if locks.is_empty() && pipe_operators.is_empty() => Some(select),
        _ => None,
    }
}

/// The one source of a FROM, without joins.
pub(super) fn only_source(from: &[TableWithJoins]) -> Option<&TableFactor> {
    match from {
        [TableWithJoins { relation, joins }] if joins.is_empty() => Some(relation),
        _ => None,
    }
}

/// The parts of a SELECT on the mapping table.
struct Parts<'a, 'g> {
    ground: &'g Ground<'g>,
    tenancy: &'g TableTenancy,
    qualifier: &'a str,
    key: &'a Expr,
    selection: &'a Expr,
    having: &'a Expr,
}

impl<'a, 'g: 'a> Parts<'a, 'g> {
    fn of(
        clauses: &Clauses<'a>,
        tenancy: &'g TableTenancy,
        ground: &'g Ground<'g>,
    ) -> Option<Self> {
        let Clauses {
            distinct: None,
            projection: [SelectItem::UnnamedExpr(key)],
            from,
            selection: Some(selection),
            group_by: [],
            having: Some(having),
        } = clauses
        else {
            return None;
        };
        let qualifier = mapping_qualifier(from, tenancy, ground)?;
        Some(Self { ground, tenancy, qualifier, key, selection, having })
    }

    /// The parameters that may be the name: of equations in a safe form. Every condition is an
    /// equation of the name.
    fn names(&self) -> Option<Vec<TenantParameter>> {
        let mut safe = Vec::new();
        for condition in conjuncts(self.selection)? {
            let (left, right) = equation(condition)?;
            let exact = &self.ground.profile.exact;
            let ((around, column), (layers, value)) = (exact.peel(left), exact.peel(right));
            if !self.is_column(column, &self.tenancy.name_column) {
                return None;
            }
            let mut forms = exact.text.iter().filter(|form| form.column == around.as_slice());
            safe.extend(forms.find_map(|form| parameter(&layers, value, form)));
        }
        (!safe.is_empty()).then_some(safe)
    }

    fn key_layers(&self) -> Option<Vec<Layer>> {
        let exact = &self.ground.profile.exact;
        let (mut layers, least) = exact.peel(self.key);
        let FunctionArgExpr::Expr(argument) = plain_call(least, "min")? else {
            return None;
        };
        let (inner, column) = exact.peel(argument);
        layers.extend(inner);
        self.is_column(column, &self.tenancy.key_column).then_some(layers)
    }

    /// Where unqualified columns are taken: if the mapping table lost the column, the lookup would
    /// find a key only in a mapping table of one tenant.
    fn is_column(&self, expression: &Expr, column: &str) -> bool {
        let profile = self.ground.profile;
        match expression {
            Expr::Identifier(ident) => profile.has_bare_columns && name::is(profile, ident, column),
            Expr::CompoundIdentifier(parts) => is_qualified(profile, parts, self.qualifier, column),
            _ => false,
        }
    }
}

/// What qualifies columns of the mapping table, if it is the only source.
fn mapping_qualifier<'a>(
    from: &'a [TableWithJoins],
    tenancy: &'a TableTenancy,
    ground: &Ground<'_>,
) -> Option<&'a str> {
    let (object, alias) = plain_table(only_source(from)?).ok()?;
    if !name::is_table(ground.profile, object, &tenancy.mapping_table) {
        return None;
    }
    base_qualifier(ground.profile, alias, &tenancy.mapping_table).ok()
}

/// `COUNT(*) = 1`.
fn is_only_one(having: &Expr) -> bool {
    let Some((left, right)) = equation(bare(having)) else {
        return false;
    };
    let is_count = matches!(plain_call(left, "count"), Some(FunctionArgExpr::Wildcard));
    let is_one = matches!(
        right,
        Expr::Value(ValueWithSpan { value: Literal::Number(digits, false), span: _ }) if digits == "1"
    );
    is_count && is_one
}
