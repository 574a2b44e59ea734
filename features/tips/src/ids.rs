//! Identifiers of this room.

base::id! {
    /// One tip.
    TipId
}
base::id! {
    /// One message of a thread.
    MessageId
}
base::id! {
    /// One attachment.
    FileId
}
base::id! {
    /// One step on the legal path.
    StepId
}
base::id! {
    /// One hand-over.
    HandoverId
}
db::text_values!(TipId, MessageId, FileId, StepId, HandoverId);
