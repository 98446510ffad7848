//! Arithmetic over measures: numbers, names, `+ - * /`, brackets and COALESCE.

use rust_decimal::Decimal;

/// An expression over aggregates.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    Number(Decimal),
    /// An aggregate, by position.
    Leaf(usize),
    /// Another measure of the question, by position.
    Measure(usize),
    Binary(char, Box<Expression>, Box<Expression>),
    Negate(Box<Expression>),
    Coalesce(Vec<Expression>),
}

impl Expression {
    pub(super) fn visit(&self, see: &mut dyn FnMut(&Self)) {
        see(self);
        match self {
            Self::Number(_) | Self::Leaf(_) | Self::Measure(_) => {}
            Self::Binary(_, left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Self::Negate(operand) => operand.visit(see),
            Self::Coalesce(parts) => parts.iter().for_each(|part| part.visit(see)),
        }
    }

    /// NULL in, NULL out; NULL for a division by zero.
    pub(super) fn value(
        &self,
        leaf: &dyn Fn(usize) -> Option<Decimal>,
        measure: &dyn Fn(usize) -> Option<Decimal>,
    ) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Leaf(position) => leaf(*position),
            Self::Measure(position) => measure(*position),
            Self::Negate(operand) => operand.value(leaf, measure).map(|number| -number),
            Self::Coalesce(parts) => parts.iter().find_map(|part| part.value(leaf, measure)),
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.value(leaf, measure)?, right.value(leaf, measure)?);
                match operator {
                    '+' => left.checked_add(right),
                    '-' => left.checked_sub(right),
                    '*' => left.checked_mul(right),
                    _ => left.checked_div(right),
                }
            }
        }
    }
}

/// Looks a name up; `table.name` or a name alone, without quotes.
type FindName<'f> = &'f mut dyn FnMut(&str) -> Option<Expression>;

/// `None` where the text is no formula, or a name leads nowhere.
pub(super) fn parse(text: &str, find: FindName<'_>) -> Option<Expression> {
    let mut reader = Reader { letters: text.chars().collect(), at: 0, find };
    let expression = reader.sum()?;
    reader.skip_spaces();
    (reader.at == reader.letters.len()).then_some(expression)
}

struct Reader<'f> {
    letters: Vec<char>,
    at: usize,
    find: FindName<'f>,
}

impl Reader<'_> {
    fn skip_spaces(&mut self) {
        while self.letters.get(self.at).is_some_and(|one| one.is_whitespace()) {
            self.at += 1;
        }
    }

    fn take(&mut self, wanted: &[char]) -> Option<char> {
        self.skip_spaces();
        let letter = *self.letters.get(self.at)?;
        wanted.contains(&letter).then(|| {
            self.at += 1;
            letter
        })
    }

    fn sum(&mut self) -> Option<Expression> {
        let mut left = self.product()?;
        while let Some(operator) = self.take(&['+', '-']) {
            left = Expression::Binary(operator, Box::new(left), Box::new(self.product()?));
        }
        Some(left)
    }

    fn product(&mut self) -> Option<Expression> {
        let mut left = self.factor()?;
        while let Some(operator) = self.take(&['*', '/']) {
            left = Expression::Binary(operator, Box::new(left), Box::new(self.factor()?));
        }
        Some(left)
    }

    fn factor(&mut self) -> Option<Expression> {
        if self.take(&['-']).is_some() {
            return Some(Expression::Negate(Box::new(self.factor()?)));
        }
        if self.take(&['(']).is_some() {
            let inner = self.sum()?;
            self.take(&[')'])?;
            return Some(inner);
        }
        self.skip_spaces();
        if self.letters.get(self.at)?.is_ascii_digit() {
            return self.number();
        }
        let name = self.name()?;
        if name.eq_ignore_ascii_case("coalesce") && self.take(&['(']).is_some() {
            return self.parts().map(Expression::Coalesce);
        }
        (self.find)(&name)
    }

    fn parts(&mut self) -> Option<Vec<Expression>> {
        let mut parts = vec![self.sum()?];
        while self.take(&[',']).is_some() {
            parts.push(self.sum()?);
        }
        self.take(&[')']).map(|_| parts)
    }

    fn number(&mut self) -> Option<Expression> {
        let is_part = |one: &char| one.is_ascii_digit() || *one == '.';
        let text: String = self.letters[self.at..].iter().take_while(|one| is_part(one)).collect();
        self.at += text.len();
        text.parse().ok().map(Expression::Number)
    }

    /// Parts between dots; a part in quotes may hold anything.
    fn name(&mut self) -> Option<String> {
        let mut name = self.part()?;
        while self.letters.get(self.at) == Some(&'.') {
            self.at += 1;
            name.push('.');
            name.push_str(&self.part()?);
        }
        Some(name)
    }

    fn part(&mut self) -> Option<String> {
        let mut text = String::new();
        if self.letters.get(self.at) == Some(&'"') {
            loop {
                self.at += 1;
                match self.letters.get(self.at)? {
                    '"' if self.letters.get(self.at + 1) == Some(&'"') => self.at += 1,
                    '"' => break,
                    _ => {}
                }
                text.push(*self.letters.get(self.at)?);
            }
            self.at += 1;
            return Some(text);
        }
        while let Some(letter) = self.letters.get(self.at) {
            if !letter.is_alphanumeric() && *letter != '_' {
                break;
            }
            text.push(*letter);
            self.at += 1;
        }
        (!text.is_empty()).then_some(text)
    }
}
