//! One change = one action = one transaction.

// The import half: import, edit_draft, issue, acknowledge

// The work half: assign, report_progress, review_progress, edit_obligation, answer_clause, remind, mark_reported
