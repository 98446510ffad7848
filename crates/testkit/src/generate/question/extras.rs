//! What a plain question can be made into: bins and buckets, windows, comparisons, shares,
//! formulas, the greatest values, filled periods, totals, and rows instead of groups.

use souk_model::{Aggregate, DataType};
use souk_query::{
    BinRequest, BucketRequest, BucketTest, CompareRequest, CompareShow, CompareTo,
    DateRangeRequest, DimensionRequest, Direction, EarlierTime, FormulaMeasure, Granularity,
    GroupedDimension, MeasureRequest, ModifiedMeasure, OrderMember, OrderRequest, QueryRequest,
    ShareRequest, ShiftRequest, TopRequest, WeekStart, WindowRequest,
};

use super::{Asker, dimension_names};
use crate::generate::reference::measure_type;

const WEEK_STARTS: [WeekStart; 4] =
    [WeekStart::Sunday, WeekStart::Saturday, WeekStart::Monday, WeekStart::Thursday];

impl Asker<'_> {
    pub(super) fn add_extras(&mut self, request: &mut QueryRequest) {
        self.group_dimensions(request);
        self.set_calendar(request);
        self.fill_periods(request);
        self.modify_measures(request);
        self.add_formula(request);
        self.add_top(request);
        let has_final = request.filters.iter().any(|one| self.is_on_measure(one));
        let has_measures = !request.measures.is_empty();
        request.totals = has_measures && !has_final && self.draw.chance(15);
    }

    fn is_on_measure(&self, filter: &souk_query::FilterRequest) -> bool {
        let souk_query::FilterRequest::Condition(condition) = filter else { return false };
        self.world.datamart.tables.iter().any(|table| {
            let is_it = |name: &String| condition.member == format!("{}.{name}", table.name.name);
            table.measures.iter().any(|one| is_it(&one.name))
        })
    }

    /// The type of a column by its member's name.
    fn type_of(&self, member: &str) -> Option<(usize, String, DataType)> {
        let (prefix, column) = member.rsplit_once('.')?;
        let datamart = &self.world.datamart;
        let name = match datamart.relationships.iter().find(|one| one.name == prefix) {
            Some(role) => role.child.name.as_str(),
            None => prefix,
        };
        let table = datamart.tables.iter().position(|one| one.name.name == name)?;
        let held = self.world.table(name)?;
        let data_type = held.columns.get(held.position(column)?)?.data_type;
        Some((table, column.to_owned(), data_type))
    }

    fn group_dimensions(&mut self, request: &mut QueryRequest) {
        for (number, dimension) in request.dimensions.iter_mut().enumerate() {
            if !self.draw.chance(30) {
                continue;
            }
            let member = dimension.member().to_owned();
            let Some((table, column, data_type)) = self.type_of(&member) else { continue };
            let name = Some(format!("group {number}"));
            let mut grouped =
                GroupedDimension { member, name, bin: None, buckets: Vec::new(), otherwise: None };
            if data_type.is_number() && self.draw.chance(60) {
                grouped.bin = Some(self.bin());
            } else {
                grouped.buckets = self.buckets(data_type, (table, column.as_str()));
                grouped.otherwise = self.draw.chance(60).then(|| "rest".to_owned());
            }
            *dimension = DimensionRequest::Grouped(grouped);
        }
    }

    /// Widths that are exact in binary, and wider than the numbers are precise.
    fn bin(&mut self) -> BinRequest {
        let width = [10.0, 0.5, 100.0, 1_000.0, 2.5][self.draw.below(5)];
        let offset = [0.0, 0.0, 5.0, -0.25][self.draw.below(4)];
        BinRequest { width, offset }
    }

    fn buckets(&mut self, data_type: DataType, of: (usize, &str)) -> Vec<BucketRequest> {
        let bucket = |asker: &mut Self, number: usize| {
            let (operator, values) = asker.test(data_type, Some(of));
            let label = ["low", "high", "Ærlig", ""][number % 4].to_owned();
            BucketRequest { label, filters: vec![BucketTest { operator, values }] }
        };
        (0..1 + self.draw.below(3)).map(|number| bucket(self, number)).collect()
    }

    fn set_calendar(&mut self, request: &mut QueryRequest) {
        let has = |wanted: &[Granularity]| {
            request.time_dimensions.iter().any(|time| {
                time.granularity.is_some_and(|granularity| wanted.contains(&granularity))
            })
        };
        if has(&[Granularity::Week]) && self.draw.chance(70) {
            request.week_start = WEEK_STARTS[self.draw.below(WEEK_STARTS.len())];
        }
        if has(&[Granularity::FiscalQuarter, Granularity::FiscalYear]) && self.draw.chance(80) {
            request.fiscal_year_start = Some(1 + u32::try_from(self.draw.below(12)).unwrap_or(0));
        }
    }

    /// One time dimension at most, of few periods.
    fn fill_periods(&mut self, request: &mut QueryRequest) {
        for time in &mut request.time_dimensions {
            let Some(granularity) = time.granularity else { continue };
            if !self.draw.chance(45) {
                continue;
            }
            let most_days = match granularity {
                Granularity::Second | Granularity::Minute => continue,
                Granularity::Hour => 3,
                Granularity::Day => 60,
                Granularity::Week => 400,
                _ => 3_000,
            };
            let range = self.short_range(most_days);
            time.date_range = Some(range);
            time.fill = true;
            return;
        }
    }

    fn short_range(&mut self, most_days: i64) -> DateRangeRequest {
        let first = match self.day() {
            crate::generate::Cell::Date(day) => day,
            _ => chrono::NaiveDate::default(),
        };
        let last = first + chrono::Duration::days(self.draw.between(0, most_days));
        if first == last {
            return DateRangeRequest::One(first.to_string());
        }
        DateRangeRequest::Several(vec![first.to_string(), last.to_string()])
    }

    fn modify_measures(&mut self, request: &mut QueryRequest) {
        let periods: Vec<_> =
            request.time_dimensions.iter().filter_map(|one| one.granularity).collect();
        let ranges = request.time_dimensions.iter().filter(|one| one.date_range.is_some()).count();
        let compares = periods.len() == 1 || periods.is_empty() && ranges == 1;
        let names = super::output_names(request);
        let dimensions = names[..names.len() - named_measures(request)].to_vec();
        for (number, measure) in request.measures.iter_mut().enumerate() {
            let name = self.draw.chance(80).then(|| format!("seen_{number}"));
            let mut modified = ModifiedMeasure {
                measure: Box::new(measure.clone()),
                name,
                window: None,
                compare: None,
                share: None,
            };
            let (is_number, has_last) = self.kind(measure);
            if periods.len() == 1 && !has_last && self.draw.chance(40) {
                modified.window = Some(self.window(periods[0]));
            } else if compares && self.draw.chance(50) {
                modified.compare = Some(self.compare(is_number));
            } else if is_number && self.draw.chance(10) {
                modified.share = Some(self.share(&dimensions));
            } else {
                continue;
            }
            *measure = MeasureRequest::Modified(modified);
        }
    }

    /// Whether a measure's values are numbers, and whether only its latest rows count.
    fn kind(&self, measure: &MeasureRequest) -> (bool, bool) {
        match measure {
            MeasureRequest::Inline(inline) => {
                let member =
                    inline.column.as_ref().map(|column| format!("{}.{column}", inline.table));
                let operand = member.and_then(|member| self.type_of(&member));
                let is_number = counts(inline.aggregate)
                    || operand.is_some_and(|(_, _, data_type)| data_type.is_number());
                (is_number, inline.last.is_some())
            }
            MeasureRequest::Declared(name) => self.kind_of_declared(name).unwrap_or((true, true)),
            MeasureRequest::Modified(_) | MeasureRequest::Formula(_) => (true, true),
        }
    }

    fn kind_of_declared(&self, name: &str) -> Option<(bool, bool)> {
        let (table, name) = name.rsplit_once('.')?;
        let tables = &self.world.datamart.tables;
        let table = tables.iter().find(|one| one.name.name == table)?;
        let measure = table.measures.iter().find(|one| one.name == name)?;
        let data_type = measure_type(self.world, table, measure)?;
        Some((data_type.is_number(), measure.last.is_some()))
    }

    fn window(&mut self, shown: Granularity) -> WindowRequest {
        match self.draw.below(3) {
            0 => WindowRequest::Cumulative,
            1 => WindowRequest::Rolling {
                periods: 1 + u32::try_from(self.draw.below(4)).unwrap_or(0),
            },
            _ => WindowRequest::ToDate { unit: self.larger(shown) },
        }
    }

    /// A unit that whole periods make up.
    fn larger(&mut self, shown: Granularity) -> Granularity {
        use Granularity::{
            Day, FiscalQuarter, FiscalYear, Hour, Minute, Month, Quarter, Second, Week, Year,
        };
        let fitting: &[Granularity] = match shown {
            Second | Minute | Hour => &[Day, Month, Year],
            Day => &[Week, Month, Quarter, Year, FiscalYear],
            Week => &[Week],
            Month => &[Quarter, Year, FiscalYear, FiscalQuarter],
            Quarter => &[Year],
            FiscalQuarter => &[FiscalYear],
            Year => &[Year],
            FiscalYear => &[FiscalYear],
        };
        fitting[self.draw.below(fitting.len())]
    }

    fn compare(&mut self, is_number: bool) -> CompareRequest {
        let to = match self.draw.below(3) {
            0 => CompareTo::Named(EarlierTime::PreviousPeriod),
            1 => CompareTo::Named(EarlierTime::PreviousYear),
            _ => CompareTo::Shift(ShiftRequest {
                periods: 1 + u32::try_from(self.draw.below(3)).unwrap_or(0),
                unit: [Granularity::Day, Granularity::Week, Granularity::Month, Granularity::Year]
                    [self.draw.below(4)],
            }),
        };
        let shows = [CompareShow::Value, CompareShow::Change, CompareShow::Percentage];
        let show = if is_number { shows[self.draw.below(3)] } else { CompareShow::Value };
        CompareRequest { to, show }
    }

    fn share(&mut self, dimensions: &[String]) -> ShareRequest {
        let per = self.draw.pick(dimensions).filter(|_| self.draw.chance(50));
        ShareRequest { per: per.cloned().into_iter().collect() }
    }

    /// Names in quotes, since most of them need it.
    fn add_formula(&mut self, request: &mut QueryRequest) {
        if !self.draw.chance(15) {
            return;
        }
        let operand = |asker: &mut Self| -> Option<String> {
            let table = if asker.draw.chance(70) { asker.root } else { asker.some_table() };
            let Some(MeasureRequest::Declared(name)) = asker.declared(table) else { return None };
            let is_number = match asker.kind_of_declared(&name) {
                Some((is_number, _)) => is_number,
                None => true,
            };
            let (table, measure) = name.rsplit_once('.')?;
            let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            is_number.then(|| format!("{}.{}", quoted(table), quoted(measure)))
        };
        let named: Vec<_> = request
            .measures
            .iter()
            .filter(|one| self.kind(one).0 && !matches!(one, MeasureRequest::Modified(_)))
            .filter_map(|one| match one {
                MeasureRequest::Inline(inline) => inline.name.clone(),
                _ => None,
            })
            .collect();
        let first = operand(self);
        let second = match self.draw.pick(&named) {
            Some(name) if self.draw.chance(60) => Some(format!("\"{name}\"")),
            _ => operand(self),
        };
        let (Some(first), Some(second)) = (first, second) else { return };
        let formula = match self.draw.below(4) {
            0 => format!("{first} / {second}"),
            1 => format!("({first} + {second}) / 2"),
            2 => format!("COALESCE({first}, 0) * 1.5 - {second}"),
            _ => format!("-{first}"),
        };
        let name = "computed".to_owned();
        request.measures.push(MeasureRequest::Formula(FormulaMeasure { formula, name }));
    }

    /// Ranked by a measure whose ties are the same on every engine.
    fn add_top(&mut self, request: &mut QueryRequest) {
        let dimensions = dimension_names(request);
        if dimensions.is_empty() || !self.draw.chance(35) {
            return;
        }
        let dimension = self.draw.below(dimensions.len());
        let is_text = match request.dimensions.iter().find(|one| match one {
            DimensionRequest::Member(member) => *member == dimensions[dimension],
            DimensionRequest::Grouped(grouped) => {
                grouped.name.as_ref() == Some(&dimensions[dimension])
            }
        }) {
            Some(DimensionRequest::Grouped(grouped)) => !grouped.buckets.is_empty(),
            Some(DimensionRequest::Member(member)) => {
                self.type_of(member).is_some_and(|(_, _, data_type)| data_type == DataType::Text)
            }
            None => false,
        };
        let measures: Vec<_> = request.measures.iter().filter_map(|one| self.ranks(one)).collect();
        let Some(measure) = self.draw.pick(&measures).cloned() else { return };
        request.top = Some(TopRequest {
            dimension: dimensions[dimension].clone(),
            measure,
            limit: 1 + u32::try_from(self.draw.below(3)).unwrap_or(0),
            direction: if self.draw.chance(30) { Direction::Asc } else { Direction::Desc },
            others: (is_text && self.draw.chance(75))
                .then(|| ["Others", "alpha"][self.draw.below(2)].to_owned()),
        });
    }

    fn ranks(&self, measure: &MeasureRequest) -> Option<String> {
        let is_exact = |aggregate: Aggregate| {
            matches!(
                aggregate,
                Aggregate::Count
                    | Aggregate::CountDistinct
                    | Aggregate::Sum
                    | Aggregate::Min
                    | Aggregate::Max
            )
        };
        match measure {
            MeasureRequest::Inline(inline) if is_exact(inline.aggregate) => inline.name.clone(),
            MeasureRequest::Declared(name) => {
                let (table, own) = name.rsplit_once('.')?;
                let tables = &self.world.datamart.tables;
                let table = tables.iter().find(|one| one.name.name == table)?;
                let measure = table.measures.iter().find(|one| one.name == own)?;
                is_exact(measure.aggregate).then(|| name.clone())
            }
            _ => None,
        }
    }

    /// A question about rows instead of groups.
    pub(super) fn rows(&mut self) -> QueryRequest {
        let mut rows: Vec<String> = Vec::new();
        for number in 0..2 + self.draw.below(3) {
            let (prefix, table) = if number == 0 {
                (self.key(self.root).to_owned(), self.root)
            } else {
                self.place()
            };
            let Some((column, _)) = self.column(table) else { continue };
            let member = format!("{prefix}.{column}");
            if !rows.contains(&member) {
                rows.push(member);
            }
        }
        let order: Vec<_> = rows
            .iter()
            .rev()
            .take(self.draw.below(3))
            .map(|member| OrderMember { member: member.clone(), direction: Direction::Desc })
            .collect();
        let filters = (0..self.draw.below(3)).filter_map(|_| self.filter(1)).collect();
        QueryRequest {
            rows,
            filters,
            order: OrderRequest::List(order),
            limit: self.draw.chance(40).then_some(4),
            offset: self.draw.chance(20).then_some(1),
            total: self.draw.chance(40),
            ..QueryRequest::default()
        }
    }
}

const fn counts(aggregate: Aggregate) -> bool {
    matches!(aggregate, Aggregate::Count | Aggregate::CountDistinct | Aggregate::ApproxDistinct)
}

/// How many measures [`super::output_names`] names.
fn named_measures(request: &QueryRequest) -> usize {
    let is_named = |measure: &&MeasureRequest| match measure {
        MeasureRequest::Declared(_) | MeasureRequest::Formula(_) => true,
        MeasureRequest::Inline(inline) => inline.name.is_some(),
        MeasureRequest::Modified(modified) => modified.name.is_some(),
    };
    request.measures.iter().filter(is_named).count()
}
