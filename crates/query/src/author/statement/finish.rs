//! The whole statement: the author's query in our tree, the scans of its tables, and the page of rows
//! that is asked for.

use souk_model::Problem;

use super::super::Refusal;
use super::context::Context;
use super::query::{Name, Output, Reader, key};
use super::times::Clock;
use super::tokens::Tokens;
use super::{Asked, parse, problem, variables};
use crate::Purpose;
use crate::compile::{total_column, written};
use crate::compiled::{ColumnRole, Compiled, OutputColumn};
use crate::dialect::Feature;
use crate::model::identifier;
use crate::resolve::QuestionError;
use crate::scope::plain_scan_of;
use crate::sql::{CommonTable, Expr, Renderer, Select, features};

impl Asked<'_> {
    pub(super) fn compile(&self, tokens: Tokens) -> Result<Compiled, QuestionError> {
        let client = self.scope.tenant_value();
        let bound = variables::bind(self.query, self.zone, client.as_ref(), &tokens.mentions)
            .map_err(|refusal| problem(&refusal))?;
        let clock = Clock { zone: self.zone };
        let context = Context::new(self.model, self.scope, clock, self.query.now, bound);
        let output = self.read(tokens, &context).map_err(|refusal| problem(&refusal))?;
        self.supported(&context)?;
        let columns = match self.purpose {
            Purpose::Total => vec![total_column()],
            _ => output.names.iter().map(output_column).collect(),
        };
        let mut select = match self.purpose {
            Purpose::Total => total(output, &context),
            _ => self.page(output, &context),
        };
        select.with = self.scans(&context)?;
        select.with.extend(context.common.take());
        if features::missing(&select, self.model.dialect).is_none() {
            self.small(&select)?;
        }
        Ok(written(self.model, self.scope, &select, columns)?)
    }

    /// The guard reads so many brackets inside each other, and an operator brings a pair.
    fn small(&self, select: &Select) -> Result<(), Problem> {
        const DEEPEST: usize = 45;
        let (text, _) = Renderer::render(self.model.dialect, select);
        let mut depth = 0_usize;
        for byte in text.bytes() {
            match byte {
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST {
                let refusal = "so many operators and queries inside each other".to_owned();
                return Err(problem(&Refusal::NotAllowed(refusal)));
            }
        }
        Ok(())
    }

    fn read(&self, tokens: Tokens, context: &Context<'_>) -> Result<Output, Refusal> {
        let parsed = parse(tokens.tokens, self.model.dialect.parser())?;
        let output = Reader { context, commons: Vec::new(), outer: None }.query(&parsed)?;
        match output.names.iter().find(|name| name.data_type == souk_model::DataType::Other) {
            Some(name) => {
                Err(Refusal::WrongType(format!("the column {} has no type; cast it", name.name)))
            }
            None => Ok(output),
        }
    }

    /// The tree does not show whether a query names columns around it.
    fn supported(&self, context: &Context<'_>) -> Result<(), Problem> {
        let dialect = self.model.dialect;
        let feature = Feature::CorrelatedQueries;
        if context.correlations.get() == 0 || dialect.supports(feature) {
            return Ok(());
        }
        Err(crate::compile::unsupported(dialect, feature))
    }

    fn scans(&self, context: &Context<'_>) -> Result<Vec<CommonTable>, QuestionError> {
        let mut scans = Vec::new();
        let mut problems = Vec::new();
        for (table, columns) in context.reads.borrow().iter() {
            match plain_scan_of(self.model, self.scope, *table, columns.iter().copied()) {
                Ok(scan) => scans.push(CommonTable {
                    name: self.model.tables[*table].scan.clone(),
                    query: scan.into_query(),
                    is_inlined: true,
                }),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(scans) } else { Err(QuestionError { problems }) }
    }

    /// The rows that are asked for, of those that the text itself gives.
    fn page(&self, mut output: Output, context: &Context<'_>) -> Select {
        self.name_columns(&mut output);
        let skipped = self.query.offset.unwrap_or(0);
        let left = output.select.limit.map(|limit| limit.saturating_sub(skipped));
        let limit = match (left, self.query.limit) {
            (Some(left), Some(asked)) => Some(left.min(asked)),
            (one, other) => one.or(other),
        };
        let is_empty = limit == Some(0);
        if is_empty {
            // Not every engine takes a limit of 0.
            output.select.limit = None;
            output.select.offset = None;
            for (position, column) in output.select.columns.iter_mut().enumerate() {
                column.alias = Some(key(position));
            }
            let mut none = output.wrapped(context);
            none.select.filter = vec![Expr::Or(Vec::new())];
            self.name_columns(&mut none);
            return none.select;
        }
        let offset = output.select.offset.unwrap_or(0).saturating_add(skipped);
        output.select.limit = limit;
        output.select.offset = (offset > 0).then_some(offset);
        output.select
    }

    /// The author's names, where the engine keeps all of them; they are the answer's in any case.
    fn name_columns(&self, output: &mut Output) {
        let is_plain = |name: &Name| {
            let text = name.name.as_str();
            let is_word = |one: char| one.is_ascii_alphanumeric() || " _-".contains(one);
            text.chars().all(is_word) && self.model.dialect.keeps_name(text)
        };
        if !output.names.iter().all(is_plain) {
            return;
        }
        for (column, name) in output.select.columns.iter_mut().zip(&output.names) {
            column.alias = Some(identifier(&name.name));
        }
    }
}

fn total(output: Output, context: &Context<'_>) -> Select {
    let mut counted = output.wrapped(context).select;
    counted.columns.clear();
    counted.project(Expr::CountRows, &identifier("total"));
    counted
}

fn output_column(name: &Name) -> OutputColumn {
    OutputColumn {
        name: name.name.clone(),
        data_type: name.data_type,
        label: name.name.clone(),
        role: if name.data_type.is_number() { ColumnRole::Measure } else { ColumnRole::Dimension },
    }
}
