//! A condition on the rows of one table, as a row rule may have it: one expression of the closed
//! grammar of custom columns, which is true or false.

use souk_model::{DataType, nearest};
use sqlparser::ast::Ident;

use super::translate::{Surroundings, Translated, Translator, refuse, typed};
use super::{Refusal, read};
use crate::model::{Model, ModelTable};
use crate::scope::read_column;
use crate::sql::Expr;

/// Reads a condition over the columns of a table of the model.
pub(crate) fn condition(sql: &str, model: &Model, table: usize) -> Result<Expr, Refusal> {
    let parsed = read(sql, model.dialect.parser())?;
    let columns = Columns { model, table: &model.tables[table] };
    let condition = Translator::new(&columns).expression(&parsed)?;
    match condition.data_type {
        DataType::Boolean => Ok(condition.expression),
        _ => Err(Refusal::WrongType("a row rule is a condition".to_owned())),
    }
}

struct Columns<'m> {
    model: &'m Model,
    table: &'m ModelTable,
}

impl Columns<'_> {
    /// An unquoted name may differ in letter case, as long as one column fits.
    fn position(&self, name: &Ident) -> Option<usize> {
        if let Some(position) = self.table.column_position(&name.value) {
            return Some(position);
        }
        let is_like =
            |one: &str| name.quote_style.is_none() && one.eq_ignore_ascii_case(&name.value);
        let mut fitting = (0..self.table.columns.len())
            .filter(|position| is_like(&self.table.columns[*position].name));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    fn unknown(&self, name: &str) -> Refusal {
        let near = nearest(name, self.table.columns.iter().map(|column| &*column.name));
        Refusal::UnknownColumn {
            name: name.to_owned(),
            table: self.table.key.to_string(),
            suggestion: near.map_or_else(String::new, |near| format!("; did you mean {near}?")),
        }
    }
}

impl Surroundings for Columns<'_> {
    fn column(&self, parts: &[Ident]) -> Translated {
        let name = match parts {
            [column] => column,
            [table, column] if table.value == self.table.name.name => column,
            _ => return refuse("a name of another table"),
        };
        let position = self.position(name).ok_or_else(|| self.unknown(&name.value))?;
        let column = &self.table.columns[position];
        Ok(typed(read_column(self.model, column), column.data_type))
    }
}
