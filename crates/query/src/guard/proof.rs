//! Finds the tenant rule among the conditions of a SELECT on a base table.

use sqlparser::ast::{BinaryOperator, Expr, Ident, Interval, SelectItem, UnaryOperator};

use super::exact::{Form, Layer};
use super::lookup::{Lookup, lookup};
use super::need::Need;
use super::profile::Profile;
use super::select::Clauses;
use super::semi_join::is_semi_join;
use super::source::Base;
use super::tenant::{TenantParameter, is_found_value, is_textual, parameter};
use super::{Ground, Kind, name};

/// A SELECT on exactly one base table.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) base: Base<'a>,
    projection: &'a [SelectItem],
    selection: Option<&'a Expr>,
    is_correlated: bool,
}

/// What the conditions prove. The rule stands if `is_certain`, or else if any of the parameters is
/// the tenant.
#[derive(Default)]
pub(super) struct Rule<'a> {
    pub(super) is_certain: bool,
    pub(super) any: Vec<TenantParameter>,
    /// Parts of conditions that read the mapping table.
    pub(super) lookups: Vec<Lookup<'a>>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        ground: &'a Ground<'a>,
        base: Base<'a>,
        clauses: &Clauses<'a>,
        is_correlated: bool,
    ) -> Self {
        let Clauses { projection, selection, .. } = *clauses;
        Self { ground, base, projection, selection, is_correlated }
    }

    /// Looks at the conditions that WHERE joins by AND at its top level; nothing else counts.
    pub(super) fn prove(&self, need: &Need<'a>) -> Option<Rule<'a>> {
        let mut rule = Rule::default();
        for condition in conjuncts(self.selection?)? {
            self.prove_by(condition, need, &mut rule);
        }
        (rule.is_certain || !rule.any.is_empty()).then_some(rule)
    }

    fn prove_by(&self, condition: &'a Expr, need: &Need<'a>, rule: &mut Rule<'a>) {
        if let Some(column) = need.column
            && let Some((left, right)) = equation(condition)
        {
            let (around, core) = self.ground.profile.exact.peel(left);
            if self.is_column(core, column) {
                let is_in_form = |form: &&Form| form.column == around.as_slice();
                self.prove_equal(right, is_in_form, rule);
            }
        } else if let Some(relationship) = need.via
            && is_semi_join(self, condition, relationship)
        {
            rule.is_certain = true;
        }
    }

    /// The client column equals this expression: is it the tenant, in a form that is safe?
    fn prove_equal(
        &self,
        right: &'a Expr,
        is_in_form: impl Fn(&&Form) -> bool,
        rule: &mut Rule<'a>,
    ) {
        let mut forms = self.ground.forms().iter().filter(is_in_form);
        if self.ground.kind == Kind::Name {
            if let Some(found) = lookup(right, self.ground) {
                rule.is_certain |= forms.any(|form| is_found_value(&found.layers, form));
                rule.lookups.push(found);
            }
            return;
        }
        let (layers, value) = self.ground.profile.exact.peel(right);
        rule.any.extend(forms.find_map(|form| parameter(&layers, value, form)));
    }

    /// The expression is this column of the base table and can be nothing else.
    pub(super) fn is_column(&self, expression: &Expr, column: &str) -> bool {
        let profile = self.ground.profile;
        let is_named = match expression {
            Expr::Identifier(ident) => {
                profile.has_bare_columns && name::is(profile, ident, column) && !self.is_correlated
            }
            Expr::CompoundIdentifier(parts) => {
                is_qualified(profile, parts, self.base.qualifier, column)
            }
            _ => false,
        };
        is_named && !self.is_alias(column)
    }

    /// Some engines read an alias of the SELECT list in WHERE, before the column of that name, and
    /// some of them even where the column is qualified.
    fn is_alias(&self, column: &str) -> bool {
        self.projection.iter().any(|item| match item {
            SelectItem::ExprWithAlias { expr, alias } => {
                alias.value.eq_ignore_ascii_case(column) && !self.is_same_column(expr, alias)
            }
            _ => false,
        })
    }

    /// `"c" AS "c"` hides nothing, and neither does `"c"` as text: the rule over that text holds for
    /// the same keys.
    fn is_same_column(&self, expression: &Expr, alias: &Ident) -> bool {
        let (layers, core) = self.ground.profile.exact.peel(expression);
        let keeps = |layer: &Layer| is_textual(*layer) || matches!(layer, Layer::Collated(_));
        if !layers.iter().all(keeps) {
            return false;
        }
        match core {
            Expr::Identifier(ident) => ident.value == alias.value && !self.is_correlated,
            Expr::CompoundIdentifier(parts) => {
                is_qualified(self.ground.profile, parts, self.base.qualifier, &alias.value)
            }
            _ => false,
        }
    }
}

/// `"qualifier"."column"`, exactly.
pub(super) fn is_qualified(
    profile: &Profile,
    parts: &[Ident],
    qualifier: &str,
    column: &str,
) -> bool {
    matches!(
        parts,
        [first, second] if name::is(profile, first, qualifier) && name::is(profile, second, column)
    )
}

/// Both sides of an equation.
pub(super) fn equation(condition: &Expr) -> Option<(&Expr, &Expr)> {
    match condition {
        Expr::BinaryOp { left, op: BinaryOperator::Eq, right } => Some((left, right)),
        _ => None,
    }
}

/// Without the parentheses around it.
pub(super) fn bare(mut expression: &Expr) -> &Expr {
    while let Expr::Nested(inner) = expression {
        expression = inner;
    }
    expression
}

/// The conditions that are joined by AND, if every reader must find the same ones.
pub(super) fn conjuncts(condition: &Expr) -> Option<Vec<&Expr>> {
    let mut found = Vec::new();
    collect(condition, &mut found).then_some(found)
}

/// Whether all of them are tight. In brackets everything is.
fn collect<'a>(condition: &'a Expr, found: &mut Vec<&'a Expr>) -> bool {
    let inside = bare(condition);
    if let Expr::BinaryOp { left, op: BinaryOperator::And, right } = inside {
        return collect(left, found) && collect(right, found);
    }
    found.push(inside);
    !std::ptr::eq(inside, condition) || is_tight(inside)
}

/// No operator that binds as weakly as AND stands in the condition outside of brackets.
///
/// The parser takes more for the right side of `IS DISTINCT FROM` than engines do: it reads
/// `rule AND a IS NOT DISTINCT FROM b OR TRUE` as `rule AND (a IS NOT DISTINCT FROM (b OR TRUE))`.
fn is_tight(condition: &Expr) -> bool {
    match condition {
        Expr::BinaryOp { op: BinaryOperator::And | BinaryOperator::Or, .. } => false,
        Expr::BinaryOp { left, op: _, right }
        | Expr::IsDistinctFrom(left, right)
        | Expr::IsNotDistinctFrom(left, right) => is_tight(left) && is_tight(right),
        Expr::UnaryOp { op: UnaryOperator::Not, expr } => is_tight(expr),
        Expr::UnaryOp { op: _, expr }
        | Expr::IsNull(expr)
        | Expr::IsNotNull(expr)
        | Expr::IsTrue(expr)
        | Expr::IsNotTrue(expr)
        | Expr::IsFalse(expr)
        | Expr::IsNotFalse(expr)
        | Expr::IsUnknown(expr)
        | Expr::IsNotUnknown(expr)
        | Expr::InSubquery { expr, .. }
        | Expr::InList { expr, .. }
        | Expr::Collate { expr, .. } => is_tight(expr),
        Expr::Between { expr, low, high, .. } => is_tight(expr) && is_tight(low) && is_tight(high),
        Expr::Like { expr, pattern, .. }
        | Expr::ILike { expr, pattern, .. }
        | Expr::SimilarTo { expr, pattern, .. }
        | Expr::RLike { expr, pattern, .. } => is_tight(expr) && is_tight(pattern),
        Expr::AtTimeZone { timestamp, time_zone } => is_tight(timestamp) && is_tight(time_zone),
        Expr::Cast { expr, .. } => is_tight(expr),
        Expr::Interval(Interval { value, .. }) => is_tight(value),
        // The rest is inside brackets, between words, or one word; what is not is refused elsewhere.
        _ => true,
    }
}
