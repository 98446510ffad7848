//! Calls of functions that are allowed, with everything that a call may carry.

use sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause, FunctionArgumentList,
    FunctionArguments, Ident, ListAggOnOverflow, ObjectName, ObjectNamePart, WindowFrame,
    WindowFrameBound, WindowSpec, WindowType,
};

use super::error::{GuardError, Refusal};
use super::profile::Profile;
use super::query::{Checked, Walk, refuse};

/// Units of time, which stand bare among the arguments of functions on times.
const UNITS: &[&str] = &[
    "day",
    "hour",
    "iso_week",
    "isoweek",
    "microsecond",
    "millisecond",
    "minute",
    "monday",
    "month",
    "quarter",
    "second",
    "sunday",
    "week",
    "year",
];

/// The name is one word of the list. A quoted name must be spelled in lower case.
fn allowed(profile: &Profile, name: &ObjectName) -> Checked {
    let is_known = match name.0.as_slice() {
        [ObjectNamePart::Identifier(Ident { value, quote_style: None, span: _ })] => {
            profile.is_function(&value.to_ascii_lowercase())
        }
        [ObjectNamePart::Identifier(Ident { value, quote_style: Some('"'), span: _ })] => {
            profile.quote == '"' && profile.is_function(value)
        }
        _ => false,
    };
    if is_known { Ok(()) } else { Err(Refusal::Function(name.to_string()).into()) }
}

fn is_unit(expression: &Expr) -> bool {
    match expression {
        Expr::Identifier(Ident { value, quote_style: None, span: _ }) => {
            UNITS.contains(&value.to_ascii_lowercase().as_str())
        }
        _ => false,
    }
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
        allowed(self.profile(), name)?;
        refuse("an ODBC call", *uses_odbc_syntax)?;
        self.parameters_of(parameters)?;
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

    /// `quantile(0.5)(x)`.
    fn parameters_of(&mut self, parameters: &'a FunctionArguments) -> Checked {
        match parameters {
            FunctionArguments::None => Ok(()),
            FunctionArguments::List(list) if self.profile().has_braces() => self.arguments(list),
            _ => Err(Refusal::Clause("parameters of a function").into()),
        }
    }

    fn arguments(&mut self, list: &'a FunctionArgumentList) -> Checked {
        let FunctionArgumentList { duplicate_treatment: _, args, clauses } = list;
        for argument in args {
            match argument {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(unit)) if is_unit(unit) => {
                    self.seen.expressions += 1;
                }
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
            // The census looks at the literal of a separator.
            FunctionArgumentClause::IgnoreOrRespectNulls(_)
            | FunctionArgumentClause::Separator(_)
            | FunctionArgumentClause::OnOverflow(ListAggOnOverflow::Error) => Ok(()),
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
