//! Finds the tenant rule among the conditions of a SELECT on a base table.

use sqlparser::ast::{BinaryOperator, Expr, Ident, Select, SelectItem};

use super::lookup::lookup;
use super::need::Need;
use super::select::Clauses;
use super::semi_join::is_semi_join;
use super::source::Base;
use super::tenant::{is_tenant, keeping_cast_of_column};
use super::{GuardInput, GuardTenant, name};

/// A SELECT on exactly one base table.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) input: &'a GuardInput<'a>,
    pub(super) base: Base<'a>,
    projection: &'a [SelectItem],
    selection: Option<&'a Expr>,
    is_correlated: bool,
}

/// What the conditions prove.
pub(super) enum Proof<'a> {
    /// Nothing.
    Nothing,
    /// The rule stands.
    Rule,
    /// The rule stands, and this part of it reads the mapping table.
    RuleWithLookup(&'a Select),
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        input: &'a GuardInput<'a>,
        base: Base<'a>,
        clauses: &Clauses<'a>,
        is_correlated: bool,
    ) -> Self {
        let Clauses { projection, selection, .. } = *clauses;
        Self { input, base, projection, selection, is_correlated }
    }

    /// Looks at the conditions that WHERE joins by AND at its top level; nothing else counts.
    pub(super) fn prove(&self, need: &Need<'a>) -> Proof<'a> {
        let Some(selection) = self.selection else {
            return Proof::Nothing;
        };
        let mut proof = Proof::Nothing;
        any_conjunct(selection, &mut |condition| {
            proof = self.prove_by(condition, need);
            !matches!(proof, Proof::Nothing)
        });
        proof
    }

    fn prove_by(&self, condition: &'a Expr, need: &Need<'a>) -> Proof<'a> {
        if let Some(column) = need.column
            && let Some((left, right)) = equation(condition)
            && self.is_column(keeping_cast_of_column(left, self.input), column)
        {
            return self.prove_equal(right);
        }
        match need.via {
            Some(relationship) if is_semi_join(self, condition, relationship) => Proof::Rule,
            _ => Proof::Nothing,
        }
    }

    /// The client column equals this expression: is it the tenant?
    fn prove_equal(&self, right: &'a Expr) -> Proof<'a> {
        match self.input.tenant {
            GuardTenant::None => Proof::Nothing,
            GuardTenant::Key(_) if is_tenant(right, self.input) => Proof::Rule,
            GuardTenant::Key(_) => Proof::Nothing,
            GuardTenant::Name(_) => {
                lookup(right, self.input).map_or(Proof::Nothing, Proof::RuleWithLookup)
            }
        }
    }

    /// The expression is this column of the base table and can be nothing else.
    pub(super) fn is_column(&self, expression: &Expr, column: &str) -> bool {
        match expression {
            Expr::Identifier(ident) => {
                name::is(ident, column) && !self.is_correlated && !self.is_alias(column)
            }
            Expr::CompoundIdentifier(parts) => is_qualified(parts, self.base.qualifier, column),
            _ => false,
        }
    }

    /// Some engines read an alias of the SELECT list in WHERE, before the column of that name.
    fn is_alias(&self, column: &str) -> bool {
        self.projection.iter().any(|item| match item {
            SelectItem::ExprWithAlias { expr, alias } => {
                alias.value.eq_ignore_ascii_case(column) && !is_same_column(expr, alias)
            }
            _ => false,
        })
    }
}

/// `"c" AS "c"` hides nothing.
fn is_same_column(expression: &Expr, alias: &Ident) -> bool {
    match expression {
        Expr::Identifier(ident) => ident.value == alias.value,
        Expr::CompoundIdentifier(parts) => {
            parts.last().is_some_and(|last| last.value == alias.value)
        }
        _ => false,
    }
}

/// `"qualifier"."column"`, exactly.
pub(super) fn is_qualified(parts: &[Ident], qualifier: &str, column: &str) -> bool {
    matches!(parts, [first, second] if name::is(first, qualifier) && name::is(second, column))
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

/// Whether any of the conditions that are joined by AND passes the test.
pub(super) fn any_conjunct<'a>(
    condition: &'a Expr,
    test: &mut impl FnMut(&'a Expr) -> bool,
) -> bool {
    match bare(condition) {
        Expr::BinaryOp { left, op: BinaryOperator::And, right } => {
            any_conjunct(left, test) || any_conjunct(right, test)
        }
        single => test(single),
    }
}
