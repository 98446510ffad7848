//! Measures and formulas of a table, and the custom columns that aggregate.

use super::*;

impl Builder<'_> {
    pub(super) fn add_measures(
        &mut self,
        index: usize,
        table: &Table,
        found: &CatalogTable,
        path: &str,
    ) {
        for (position, measure) in table.measures.iter().enumerate() {
            let path = format!("{path}.measures[{position}]");
            let Some(built) = self.measure(index, measure, found, &path) else { continue };
            let measures = &mut self.model.tables[index].measures;
            measures.push(built);
            let member = Member::Measure { table: index, measure: measures.len() - 1 };
            if !table.is_hidden {
                self.name_member(index, &measure.name, member);
            }
        }
    }

    fn measure(
        &mut self,
        index: usize,
        measure: &Measure,
        found: &CatalogTable,
        path: &str,
    ) -> Option<ModelMeasure> {
        let column = self.measure_column(index, measure, found, path).ok()?;
        let filter = match &measure.filter {
            None => None,
            Some(sql) => Some(self.measure_filter(index, measure, sql, found, path)?),
        };
        let last = match &measure.last {
            None => None,
            Some(last) => Some(self.measure_last(index, measure, last, path)?),
        };
        Some(ModelMeasure {
            label: measure.label.as_deref().unwrap_or(&measure.name).into(),
            aggregate: measure.aggregate,
            column,
            filter,
            percentile: measure.percentile,
            separator: measure.separator.as_deref().map(Into::into),
            last,
        })
    }

    fn measure_filter(
        &mut self,
        index: usize,
        measure: &Measure,
        sql: &str,
        found: &CatalogTable,
        path: &str,
    ) -> Option<usize> {
        let name = format!("{} filter", measure.name);
        let column = self.add_computed(index, found, &name, sql, path)?;
        if self.model.tables[index].columns[column].data_type == DataType::Boolean {
            return Some(column);
        }
        let hint = format!("the filter of measure {} is not a condition", measure.name);
        self.problem(ErrorCode::INVALID_REQUEST_BODY, BAD_SQL, &format!("{path}.filter"), hint);
        None
    }

    fn measure_last(
        &mut self,
        index: usize,
        measure: &Measure,
        last: &Last,
        path: &str,
    ) -> Option<ModelLast> {
        let table = &self.model.tables[index];
        let per: Option<Vec<_>> =
            last.per.iter().map(|column| table.column_position(column)).collect();
        let by =
            table.column_position(&last.by).filter(|by| table.columns[*by].data_type.is_temporal());
        if let (Some(by), Some(per)) = (by, per) {
            return Some(ModelLast { by, per });
        }
        let hint = format!("measure {} takes the last by a missing time column", measure.name);
        self.problem(ErrorCode::DATAMART_OUTDATED, OUTDATED, &format!("{path}.last"), hint);
        None
    }

    pub(super) fn add_formulas(&mut self, index: usize, table: &Table, path: &str) {
        for formula in &table.formulas {
            let (name, label) = (&formula.name, formula.label.as_deref());
            match author::formula(&formula.formula) {
                Ok(read) => self.add_formula(index, table, name, label, read),
                Err(refusal) => {
                    let code = ErrorCode::INVALID_REQUEST_BODY;
                    let hint = format!("measure {name}: {refusal}");
                    self.problem(code, BAD_SQL, path, hint);
                }
            }
        }
    }

    fn add_formula(
        &mut self,
        index: usize,
        table: &Table,
        name: &str,
        label: Option<&str>,
        formula: Formula,
    ) {
        let label = label.unwrap_or(name).into();
        let formulas = &mut self.model.tables[index].formulas;
        formulas.push(ModelFormula { label, formula });
        let member = Member::Formula { table: index, formula: formulas.len() - 1 };
        if !table.is_hidden {
            self.name_member(index, name, member);
        }
    }

    /// A custom column that aggregates is a formula over measures without names.
    pub(super) fn add_aggregate_column(
        &mut self,
        index: usize,
        table: &Table,
        column: &Column,
        sql: &str,
        found: &CatalogTable,
        path: &str,
    ) {
        let built = &mut self.model.tables[index];
        let mut declare = |aggregate: AuthorAggregate| {
            let measure = built.own_measure(&column.name, aggregate);
            built.measures.push(measure);
            built.measures.len() - 1
        };
        match author::aggregates(sql, found, self.model.dialect, &mut declare) {
            Ok(formula) => {
                self.add_formula(index, table, &column.name, column.label.as_deref(), formula);
            }
            Err(refusal) => {
                let path = format!("{path}.sql");
                let code = ErrorCode::INVALID_REQUEST_BODY;
                self.problem(code, BAD_SQL, &path, refusal.to_string());
            }
        }
    }

    fn measure_column(
        &mut self,
        index: usize,
        measure: &Measure,
        found: &CatalogTable,
        path: &str,
    ) -> Result<Option<usize>, ()> {
        match &measure.operand {
            Operand::Rows => Ok(None),
            Operand::Sql(sql) => {
                let name = format!("{} value", measure.name);
                self.add_computed(index, found, &name, sql, path).map(Some).ok_or(())
            }
            Operand::Column(name) => match self.model.tables[index].column_position(name) {
                Some(column) => Ok(Some(column)),
                None => {
                    let hint = format!("measure {} uses the missing column {name}", measure.name);
                    self.problem(ErrorCode::DATAMART_OUTDATED, OUTDATED, path, hint);
                    Err(())
                }
            },
        }
    }
}
