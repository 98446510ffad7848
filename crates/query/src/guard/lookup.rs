//! The lookup of a tenant by name: the one read of the mapping table that needs no rule.
//!
//! `(SELECT MIN("key") FROM "schema"."mapping" WHERE "name" = $n HAVING COUNT(*) = 1)`. A name that
//! two tenants share finds none of them.

use souk_model::{TableTenancy, Tenancy};
use sqlparser::ast::{
    DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList,
    FunctionArguments, ObjectNamePart, Query, Select, SelectItem, SetExpr, TableWithJoins,
    Value as Literal, ValueWithSpan,
};

use super::GuardInput;
use super::name;
use super::proof::{bare, equation, is_qualified};
use super::select::{Clauses, clauses};
use super::source::{base_qualifier, plain_table};
use super::tenant::{is_tenant, keeping_cast_of_column};

/// The SELECT on the mapping table, if the expression is exactly the lookup of the tenant's name.
pub(super) fn lookup<'a>(expression: &'a Expr, input: &GuardInput<'_>) -> Option<&'a Select> {
    let Some(Tenancy::Table(tenancy)) = &input.datamart.tenancy else {
        return None;
    };
    let Expr::Subquery(query) = keeping_cast_of_column(expression, input) else {
        return None;
    };
    let select = only_select(query)?;
    is_lookup(&clauses(select).ok()?, tenancy, input).then_some(select)
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
pub(super) fn only_source(from: &[TableWithJoins]) -> Option<&sqlparser::ast::TableFactor> {
    match from {
        [TableWithJoins { relation, joins }] if joins.is_empty() => Some(relation),
        _ => None,
    }
}

fn is_lookup(clauses: &Clauses<'_>, tenancy: &TableTenancy, input: &GuardInput<'_>) -> bool {
    let Clauses {
        distinct: None,
        projection: [SelectItem::UnnamedExpr(key)],
        from,
        selection: Some(selection),
        group_by: [],
        having: Some(having),
    } = clauses
    else {
        return false;
    };
    let Some(qualifier) = mapping_qualifier(from, tenancy) else {
        return false;
    };
    let is_column = |expression: &Expr, column: &str| {
        let bare_column = keeping_cast_of_column(expression, input);
        is_mapping_column(bare_column, qualifier, column)
    };
    let is_named = equation(bare(selection)).is_some_and(|(left, right)| {
        is_column(left, &tenancy.name_column) && is_tenant(right, input)
    });
    let is_key = argument(keeping_cast_of_column(key, input), "min")
        .is_some_and(|argument| is_column(argument, &tenancy.key_column));
    is_named && is_key && is_only_one(having)
}

/// What qualifies columns of the mapping table, if it is the only source.
fn mapping_qualifier<'a>(from: &'a [TableWithJoins], tenancy: &'a TableTenancy) -> Option<&'a str> {
    let (object, alias) = plain_table(only_source(from)?).ok()?;
    if !name::is_table(object, &tenancy.mapping_table) {
        return None;
    }
    base_qualifier(alias, &tenancy.mapping_table).ok()
}

/// Unqualified columns are taken: if the mapping table lost the column, the lookup would find a key
/// only in a mapping table of one tenant.
fn is_mapping_column(expression: &Expr, qualifier: &str, column: &str) -> bool {
    match expression {
        Expr::Identifier(ident) => name::is(ident, column),
        Expr::CompoundIdentifier(parts) => is_qualified(parts, qualifier, column),
        _ => false,
    }
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

/// The one argument of a call of this function.
fn argument<'a>(expression: &'a Expr, function: &str) -> Option<&'a Expr> {
    match plain_call(expression, function)? {
        FunctionArgExpr::Expr(argument) => Some(argument),
        _ => None,
    }
}

/// The one argument of a call that carries nothing else: no FILTER, no OVER, no DISTINCT.
fn plain_call<'a>(expression: &'a Expr, function: &str) -> Option<&'a FunctionArgExpr> {
    let Expr::Function(Function {
        name: called,
        uses_odbc_syntax: false,
        parameters: FunctionArguments::None,
        args: FunctionArguments::List(list),
        filter: None,
        null_treatment: None,
        over: None,
        within_group,
    }) = expression
    else {
        return None;
    };
    let [ObjectNamePart::Identifier(ident)] = called.0.as_slice() else {
        return None;
    };
    let is_called = ident.quote_style.is_none() && ident.value.eq_ignore_ascii_case(function);
    if is_called && within_group.is_empty() { only_argument(list) } else { None }
}

fn only_argument(list: &FunctionArgumentList) -> Option<&FunctionArgExpr> {
    let FunctionArgumentList { duplicate_treatment, args, clauses } = list;
    let is_plain = matches!(duplicate_treatment, None | Some(DuplicateTreatment::All));
    match args.as_slice() {
        [FunctionArg::Unnamed(argument)] if is_plain && clauses.is_empty() => Some(argument),
        _ => None,
    }
}
