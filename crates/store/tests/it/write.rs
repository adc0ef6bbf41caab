//! Transactions, group commit, and commands that come twice.
