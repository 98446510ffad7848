//! Calls that carry one argument and nothing else.

use sqlparser::ast::{
    DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList,
    FunctionArguments, ObjectNamePart,
};

/// The one argument of a call of this function: no FILTER, no OVER, no DISTINCT.
pub(super) fn plain_call<'a>(expression: &'a Expr, function: &str) -> Option<&'a FunctionArgExpr> {
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
