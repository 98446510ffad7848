//! A condition on the rows of one table, as a row rule may have it: one expression of the closed
//! grammar of custom columns, which is true or false.

use souk_model::{DataType, suggestion};
use sqlparser::ast::Ident;

use super::names::position;
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
    fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.table.columns.iter().map(|column| &*column.name)
    }

    fn unknown(&self, name: &str) -> Refusal {
        Refusal::UnknownColumn {
            name: name.to_owned(),
            table: self.table.key.to_string(),
            suggestion: suggestion(name, self.names()),
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
        let position = position(name, self.names()).ok_or_else(|| self.unknown(&name.value))?;
        let column = &self.table.columns[position];
        Ok(typed(read_column(self.model, column), column.data_type))
    }
}
