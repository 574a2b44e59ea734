//! Identifiers of what people do about an obligation.

base::id! {
    /// One report of progress.
    ProgressId
}
base::id! {
    /// A file that shows what a report of progress says.
    EvidenceId
}
base::id! {
    /// An urging letter.
    ReminderId
}
base::id! {
    /// One entry of a plan's history.
    EventId
}

db::text_values!(ProgressId, EvidenceId, ReminderId, EventId);
