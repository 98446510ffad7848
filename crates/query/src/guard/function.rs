//! The functions that may be called: pure ones, by an allow-list.
//!
//! None of them reads a table, a file, a setting, the session, the clock or the network, none runs
//! text as SQL, and none makes rows.

use sqlparser::ast::{
    Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause, FunctionArgumentList,
    FunctionArguments, Ident, ObjectName, ObjectNamePart, WindowFrame, WindowFrameBound,
    WindowSpec, WindowType,
};

use super::error::{GuardError, Refusal};
use super::query::{Checked, Walk, refuse};

/// Sorted, lower case.
const ALLOWED: &[&str] = &[
    "abs",
    "approx_distinct",
    "approx_median",
    "approx_percentile_cont",
    "arrow_cast",
    "avg",
    "bit_length",
    "bool_and",
    "bool_or",
    "btrim",
    "cbrt",
    "ceil",
    "ceiling",
    "char_length",
    "character_length",
    "coalesce",
    "concat",
    "concat_ws",
    "corr",
    "count",
    "covar_pop",
    "covar_samp",
    "cume_dist",
    "date_bin",
    "date_part",
    "date_trunc",
    "degrees",
    "dense_rank",
    "div",
    "ends_with",
    "every",
    "exp",
    "first_value",
    "floor",
    "greatest",
    "grouping",
    "initcap",
    "lag",
    "last_value",
    "lead",
    "least",
    "left",
    "length",
    "ln",
    "log",
    "log10",
    "lower",
    "ltrim",
    "make_date",
    "max",
    "median",
    "min",
    "mod",
    "nth_value",
    "ntile",
    "nullif",
    "octet_length",
    "percent_rank",
    "percentile_cont",
    "percentile_disc",
    "position",
    "power",
    "radians",
    "rank",
    "regexp_like",
    "regexp_replace",
    "replace",
    "reverse",
    "right",
    "round",
    "row_number",
    "rtrim",
    "sign",
    "split_part",
    "sqrt",
    "starts_with",
    "stddev",
    "stddev_pop",
    "stddev_samp",
    "string_agg",
    "strpos",
    "substr",
    "substring",
    "sum",
    "to_char",
    "to_local_time",
    "translate",
    "trim",
    "trunc",
    "upper",
    "var_pop",
    "var_samp",
    "variance",
];

/// The name is one word of the list. A quoted name must be spelled in lower case.
fn allowed(name: &ObjectName) -> Checked {
    let is_known = match name.0.as_slice() {
        [ObjectNamePart::Identifier(Ident { value, quote_style: None, span: _ })] => {
            is_listed(&value.to_ascii_lowercase())
        }
        [ObjectNamePart::Identifier(Ident { value, quote_style: Some('"'), span: _ })] => {
            is_listed(value)
        }
        _ => false,
    };
    if is_known { Ok(()) } else { Err(Refusal::Function(name.to_string()).into()) }
}

fn is_listed(name: &str) -> bool {
    ALLOWED.binary_search(&name).is_ok()
}

impl<'a> Walk<'a> {
    pub(super) fn function(&mut self, function: &'a Function) -> Checked {
        let Function {
            name,
            uses_odbc_syntax,
            parameters,
            args,
            filter,
            null_treatment: _,
            over,
            within_group,
        } = function;
        allowed(name)?;
        refuse("an ODBC call", *uses_odbc_syntax)?;
        refuse("parameters of a function", *parameters != FunctionArguments::None)?;
        match args {
            FunctionArguments::List(list) => self.arguments(list)?,
            FunctionArguments::None | FunctionArguments::Subquery(_) => {
                return Err(Refusal::Function(name.to_string()).into());
            }
        }
        self.optional(filter.as_deref()).map_err(|error| error.inside("FILTER"))?;
        self.order_keys(within_group)?;
        over.as_ref().map_or(Ok(()), |window| self.window(window))
    }

    fn arguments(&mut self, list: &'a FunctionArgumentList) -> Checked {
        let FunctionArgumentList { duplicate_treatment: _, args, clauses } = list;
        for argument in args {
            match argument {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(expression)) => {
                    self.expression(expression)?;
                }
                FunctionArg::Unnamed(FunctionArgExpr::Wildcard) => {}
                _ => return Err(Refusal::Expression("as an argument of this kind").into()),
            }
        }
        clauses.iter().try_for_each(|clause| self.argument_clause(clause))
    }

    fn argument_clause(&mut self, clause: &'a FunctionArgumentClause) -> Checked {
        match clause {
            FunctionArgumentClause::OrderBy(keys) => self.order_keys(keys),
            FunctionArgumentClause::IgnoreOrRespectNulls(_) => Ok(()),
            _ => Err(Refusal::Clause("this clause of a function").into()),
        }
    }

    fn window(&mut self, window: &'a WindowType) -> Checked {
        let WindowType::WindowSpec(specification) = window else {
            return Err(Refusal::Clause("a named window").into());
        };
        let WindowSpec { window_name, partition_by, order_by, window_frame } = specification;
        refuse("a named window", window_name.is_some())?;
        self.expressions(partition_by).map_err(|error| error.inside("PARTITION BY"))?;
        self.order_keys(order_by)?;
        let Some(WindowFrame { units: _, start_bound, end_bound }) = window_frame else {
            return Ok(());
        };
        self.bound(start_bound)?;
        end_bound.as_ref().map_or(Ok(()), |bound| self.bound(bound))
    }

    fn bound(&mut self, bound: &'a WindowFrameBound) -> Result<(), GuardError> {
        match bound {
            WindowFrameBound::CurrentRow => Ok(()),
            WindowFrameBound::Preceding(distance) | WindowFrameBound::Following(distance) => {
                self.optional(distance.as_deref())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ALLOWED;

    #[test]
    fn the_list_is_sorted_so_that_the_search_finds_every_name() {
        assert!(ALLOWED.is_sorted());
    }
}
