//! Where reading a file writes down what it finds, so that it can go on reading.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::deck::finding::Finding;
use crate::deck::source::{Place, Source, Span};

/// So many findings of one file are kept. Nobody reads more, and a hostile file has millions.
const MOST_KEPT: usize = 1000;

/// The findings of one file.
pub(super) struct Log {
    pub source: Arc<Source>,
    findings: RefCell<Vec<Finding>>,
    passed_over: Cell<usize>,
    /// Errors in what is being read at the moment.
    errors: Cell<usize>,
}

impl Log {
    pub fn new(source: &Arc<Source>) -> Self {
        Self {
            source: Arc::clone(source),
            findings: RefCell::default(),
            passed_over: Cell::new(0),
            errors: Cell::new(0),
        }
    }

    pub fn place(&self, span: &Span) -> Place {
        Place::new(&self.source, span)
    }

    pub fn add(&self, finding: Finding) {
        if finding.is_error() {
            self.errors.set(self.errors.get() + 1);
        }
        let mut findings = self.findings.borrow_mut();
        if findings.len() < MOST_KEPT {
            findings.push(finding);
        } else {
            self.passed_over.set(self.passed_over.get() + 1);
        }
    }

    pub fn error(&self, code: &'static str, span: &Span, message: impl Into<String>) {
        self.add(Finding::error(code, self.place(span), message));
    }

    /// What was read, unless reading it found an error: then that part is left out, and its errors
    /// do not stand against what it is a part of.
    pub fn sound<T>(&self, read: impl FnOnce() -> T) -> Option<T> {
        let around = self.errors.replace(0);
        let value = read();
        let within = self.errors.replace(around);
        (within == 0).then_some(value)
    }

    pub fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.findings.into_inner();
        let passed_over = self.passed_over.get();
        if passed_over > 0 {
            let message = format!("{passed_over} further findings in this file are not listed");
            let place = Place::whole(self.source.path());
            findings.push(Finding::error("deck::too-many", place, message));
        }
        findings
    }
}
