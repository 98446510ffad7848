//! How much of TPC-H: a scale, and how many of its suppliers.

use std::fmt;

use tpchgen::generators::SupplierGenerator;

/// A scale that the demonstration allows and a number of suppliers that it has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slice {
    scale: f64,
    suppliers: u32,
}

/// Why there is no such slice.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SliceError {
    /// Too small for suppliers, or too large for a demonstration.
    #[error("the scale must be between {LEAST} and {GREATEST}, not {0}")]
    Scale(f64),
    /// More than there are, or none.
    #[error(
        "scale {scale} has {suppliers} suppliers, so there can be 1 to {suppliers} tenants, not {asked}"
    )]
    Suppliers {
        /// As asked.
        asked: u32,
        /// As asked.
        scale: f64,
        /// What it has.
        suppliers: u32,
    },
}

const LEAST: f64 = 0.001;
const GREATEST: f64 = 10.0;

impl Slice {
    /// The first suppliers of the scale; all of them where no number is named.
    ///
    /// # Errors
    /// A scale that is not allowed, or more suppliers than it has.
    pub fn new(scale: f64, suppliers: Option<u32>) -> Result<Self, SliceError> {
        // Not a number is in no range.
        if !(LEAST..=GREATEST).contains(&scale) {
            return Err(SliceError::Scale(scale));
        }
        let all = SupplierGenerator::calculate_row_count(scale, 1, 1);
        let all = u32::try_from(all).map_err(|_| SliceError::Scale(scale))?;
        let asked = suppliers.unwrap_or(all);
        if asked == 0 || asked > all {
            return Err(SliceError::Suppliers { asked, scale, suppliers: all });
        }
        Ok(Self { scale, suppliers: asked })
    }

    /// 1 is about a gigabyte of text.
    #[must_use]
    pub const fn scale(self) -> f64 {
        self.scale
    }

    /// How many suppliers there are; their keys count from 1.
    #[must_use]
    pub fn suppliers(self) -> i64 {
        self.suppliers.into()
    }
}

/// The name of its folder.
impl fmt::Display for Slice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "tpch-{}-{}", self.scale, self.suppliers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_a_number_of_suppliers() {
        let slice = Slice::new(0.01, None).unwrap();
        assert_eq!((slice.suppliers(), slice.to_string().as_str()), (100, "tpch-0.01-100"));
        assert_eq!(Slice::new(0.01, Some(7)).unwrap().to_string(), "tpch-0.01-7");
        let error = Slice::new(0.01, Some(101)).unwrap_err();
        assert!(error.to_string().contains("has 100 suppliers"), "{error}");
        assert!(Slice::new(0.01, Some(0)).is_err());
    }

    #[test]
    fn scales_have_bounds() {
        for scale in [0.0, -1.0, 0.0009, 10.1, f64::NAN, f64::INFINITY] {
            assert!(matches!(Slice::new(scale, None), Err(SliceError::Scale(_))), "{scale}");
        }
        for scale in [0.001, 0.0123, 1.0, 10.0] {
            assert!(Slice::new(scale, None).is_ok(), "{scale}");
        }
    }
}
