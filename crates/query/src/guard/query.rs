//! Queries: WITH, set operations, ORDER BY, LIMIT, and which CTEs are in scope where.

use souk_model::Tenancy;
use sqlparser::ast::{
    Cte, Fetch, Ident, LimitClause, Offset, OrderBy, OrderByExpr, OrderByKind, OrderByOptions,
    Query, Select, SetExpr, SetOperator, SetQuantifier, TableAlias, Values, With,
};

use super::census::Seen;
use super::error::{GuardError, Refusal};
use super::partner::{DeclaredCte, Source};
use super::profile::Profile;
use super::tenant::Requirement;
use super::{Ground, name};

/// What every step of the walk answers.
pub(super) type Checked = Result<(), GuardError>;

/// One pass over the tree, with the scopes at the place where it is.
pub(super) struct Walk<'a> {
    pub(super) ground: &'a Ground<'a>,
    /// CTEs in scope here, the nearest last.
    pub(super) ctes: Vec<DeclaredCte<'a>>,
    /// Inside a sub-query of an expression: an unqualified column may belong to a row outside.
    pub(super) is_correlated: bool,
    /// The SELECT of the CTE that is being walked, if joins may prove its rule.
    pub(super) plain_body: Option<&'a Select>,
    /// SELECTs of CTEs that lack their table's rule.
    pub(super) unruled: Vec<&'a Select>,
    /// The sources of the SELECT whose expressions are walked.
    pub(super) around: Vec<Source<'a>>,
    /// SELECTs on the mapping table that are part of a proven tenant rule.
    pub(super) lookups: Vec<&'a Select>,
    /// What the text needs of its parameters.
    pub(super) requirements: Vec<Requirement>,
    /// The CTE that is being walked, the innermost.
    pub(super) inside: Option<&'a str>,
    /// What was walked.
    pub(super) seen: Seen,
}

impl<'a> Walk<'a> {
    pub(super) fn new(ground: &'a Ground<'a>) -> Self {
        Self {
            ground,
            ctes: Vec::new(),
            is_correlated: false,
            plain_body: None,
            unruled: Vec::new(),
            around: Vec::new(),
            lookups: Vec::new(),
            requirements: Vec::new(),
            inside: None,
            seen: Seen::default(),
        }
    }

    pub(super) fn profile(&self) -> &'static Profile {
        self.ground.profile
    }

    /// A query with everything inside it. CTEs that it declares are gone afterwards.
    pub(super) fn query(&mut self, query: &'a Query) -> Checked {
        let Query {
            with,
            body,
            order_by,
            limit_clause,
            fetch,
            locks,
            for_clause,
            settings,
            format_clause,
            pipe_operators,
        } = query;
        self.seen.queries += 1;
        refuse("FETCH", fetch.is_some() && !self.profile().has_fetch)?;
        refuse("a locking clause", !locks.is_empty())?;
        refuse("FOR XML or JSON", for_clause.is_some())?;
        refuse("SETTINGS", settings.is_some())?;
        refuse("FORMAT", format_clause.is_some())?;
        refuse("a pipe", !pipe_operators.is_empty())?;
        let outer_ctes = self.ctes.len();
        if let Some(with) = with {
            let outside = std::mem::take(&mut self.around);
            self.with(with)?;
            self.around = outside;
        }
        self.body(body)?;
        if let Some(order_by) = order_by {
            self.order_by(order_by)?;
        }
        if let Some(limit) = limit_clause {
            self.limit(limit).map_err(|error| error.inside("LIMIT"))?;
        }
        if let Some(Fetch { with_ties, percent, quantity }) = fetch {
            refuse("an option of FETCH", *with_ties || *percent)?;
            self.optional(quantity.as_ref()).map_err(|error| error.inside("FETCH"))?;
        }
        self.ctes.truncate(outer_ctes);
        Ok(())
    }

    /// A query inside an expression, where columns of the rows outside can be named.
    pub(super) fn correlated_query(&mut self, query: &'a Query) -> Checked {
        let was_correlated = std::mem::replace(&mut self.is_correlated, true);
        self.query(query).map_err(|error| error.inside("a sub-query"))?;
        self.is_correlated = was_correlated;
        Ok(())
    }

    /// Each CTE sees those before it, and never itself.
    fn with(&mut self, with: &'a With) -> Checked {
        let With { with_token: _, recursive, cte_tables } = with;
        refuse("RECURSIVE", *recursive)?;
        let first = self.ctes.len();
        for cte in cte_tables {
            let declared = self.cte(cte)?;
            let is_taken =
                self.ctes.iter().skip(first).any(|earlier| earlier.name == declared.name);
            refuse("a CTE declared twice", is_taken)?;
            self.ctes.push(declared);
        }
        Ok(())
    }

    fn cte(&mut self, cte: &'a Cte) -> Result<DeclaredCte<'a>, GuardError> {
        let Cte { alias, query, from, materialized: _, closing_paren_token: _ } = cte;
        let cte_name = name::local_name(self.profile(), alias_ident(alias)?)?;
        refuse("FROM after a CTE", from.is_some())?;
        self.not_a_table(cte_name)?;
        let outer = self.inside.replace(cte_name);
        let body = self.plain_body(query);
        let outer_body = std::mem::replace(&mut self.plain_body, body);
        self.query(query).map_err(|error| error.inside(format!("the CTE {cte_name}")))?;
        self.plain_body = outer_body;
        self.inside = outer;
        let rows = body.and_then(|body| self.table_rows(body));
        if rows.is_none() && body.is_some_and(|body| self.is_unruled(body)) {
            return Err(Refusal::Unscoped(cte_name.to_owned()).into());
        }
        Ok(DeclaredCte { name: cte_name, rows })
    }

    pub(super) fn is_unruled(&self, body: &Select) -> bool {
        self.unruled.iter().any(|one| std::ptr::eq(*one, body))
    }

    /// `DataFusion` looks a CTE up by the joined parts of a name, so that a CTE called
    /// `"public.orders"` would stand for the table `"public"."orders"`.
    fn not_a_table(&self, cte_name: &str) -> Checked {
        if self.ground.has_own_database() {
            return self.not_a_bare_table(cte_name);
        }
        if !cte_name.contains('.') {
            return Ok(());
        }
        let mapping = match &self.ground.datamart.tenancy {
            Some(Tenancy::Table(tenancy)) => Some(&tenancy.mapping_table),
            _ => None,
        };
        let tables = self.ground.datamart.tables.iter().map(|table| &table.name);
        let is_table =
            tables.chain(mapping).any(|table| table.to_string().eq_ignore_ascii_case(cte_name));
        if is_table { Err(Refusal::Name(cte_name.to_owned()).into()) } else { Ok(()) }
    }

    /// Engines differ in where a CTE is seen; one with the name of a table could stand for it anywhere.
    fn not_a_bare_table(&self, cte_name: &str) -> Checked {
        let mut tables = self.ground.datamart.tables.iter();
        let profile = self.profile();
        let is_table = tables.any(|table| profile.may_be_same(&table.name.name, cte_name));
        if is_table { Err(Refusal::Name(cte_name.to_owned()).into()) } else { Ok(()) }
    }

    fn body(&mut self, body: &'a SetExpr) -> Checked {
        match body {
            SetExpr::Select(select) => self.select(select),
            SetExpr::Query(query) => self.query(query),
            SetExpr::SetOperation { left, op, set_quantifier, right } => {
                set_operation(*op, *set_quantifier)?;
                self.body(left)?;
                self.arm(right)
            }
            SetExpr::Values(_) => Err(Refusal::Clause("VALUES").into()),
            SetExpr::Table(_) => Err(Refusal::Clause("TABLE").into()),
            SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_) => {
                Err(Refusal::Statement.into())
            }
        }
    }

    /// The second operand of a set operation. Its columns are named by the first.
    fn arm(&mut self, body: &'a SetExpr) -> Checked {
        match body {
            SetExpr::Values(values) => self.values(values, None),
            other => self.body(other),
        }
    }

    /// Rows of values, each of so many columns.
    pub(super) fn values(&mut self, values: &'a Values, columns: Option<usize>) -> Checked {
        let Values { explicit_row: _, value_keyword, rows } = values;
        refuse("VALUE", *value_keyword)?;
        for row in rows {
            let is_ragged = columns.is_some_and(|wanted| row.len() != wanted);
            refuse("VALUES without names", is_ragged)?;
            self.expressions(row).map_err(|error| error.inside("VALUES"))?;
        }
        Ok(())
    }

    fn order_by(&mut self, order_by: &'a OrderBy) -> Checked {
        let OrderBy { kind, interpolate } = order_by;
        refuse("INTERPOLATE", interpolate.is_some())?;
        match kind {
            OrderByKind::All(_) => Err(Refusal::Clause("ORDER BY ALL").into()),
            OrderByKind::Expressions(keys) => self.order_keys(keys),
        }
    }

    /// The keys of any ORDER BY: of a query, a window or an aggregate.
    pub(super) fn order_keys(&mut self, keys: &'a [OrderByExpr]) -> Checked {
        for key in keys {
            let OrderByExpr { expr, options, with_fill } = key;
            let OrderByOptions { asc: _, nulls_first: _ } = options;
            refuse("WITH FILL", with_fill.is_some())?;
            self.expression(expr).map_err(|error| error.inside("ORDER BY"))?;
        }
        Ok(())
    }

    fn limit(&mut self, clause: &'a LimitClause) -> Checked {
        let LimitClause::LimitOffset { limit, offset, limit_by } = clause else {
            return Err(Refusal::Clause("LIMIT with a comma").into());
        };
        refuse("LIMIT BY", !limit_by.is_empty())?;
        self.optional(limit.as_ref())?;
        let Some(Offset { value, rows: _ }) = offset else {
            return Ok(());
        };
        self.expression(value)
    }
}

/// Refuses the clause when it is there.
pub(super) fn refuse(clause: &'static str, is_there: bool) -> Checked {
    if is_there { Err(Refusal::Clause(clause).into()) } else { Ok(()) }
}

/// The name that an alias gives. Column lists rename columns by position, and so could give the
/// client column's name to another column.
pub(super) fn alias_ident(alias: &TableAlias) -> Result<&Ident, GuardError> {
    let TableAlias { explicit: _, name: ident, columns, at } = alias;
    refuse("a column list of an alias", !columns.is_empty())?;
    refuse("AT", at.is_some())?;
    Ok(ident)
}

fn set_operation(operator: SetOperator, quantifier: SetQuantifier) -> Checked {
    let is_known_operator = match operator {
        SetOperator::Union | SetOperator::Except | SetOperator::Intersect => true,
        SetOperator::Minus => false,
    };
    let is_known_quantifier = match quantifier {
        SetQuantifier::All | SetQuantifier::Distinct | SetQuantifier::None => true,
        SetQuantifier::ByName | SetQuantifier::AllByName | SetQuantifier::DistinctByName => false,
    };
    refuse("this set operation", !(is_known_operator && is_known_quantifier))
}
