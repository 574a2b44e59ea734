//! Every sealed column of this room, and the two records that their keys belong to.

use vault::Record;

use crate::ids::TipId;

vault::sealed_columns! {
    /// What happened, as told at the start.
    NARRATIVE = "tip": "tip_part"."text_sealed", key "id", of "tip_id";
    /// One message of the thread.
    MESSAGE = "tip": "tip_message"."text_sealed", key "id", of "tip_id";
    /// An attachment without its metadata.
    FILE_COPY = "tip": "tip_file"."copy_sealed", key "id", of "tip_id";
    /// An attachment as it was sent.
    FILE_ORIGINAL = "tip": "tip_file"."original_sealed", key "id", of "tip_id";
    /// The name of an attachment.
    FILE_NAME = "tip": "tip_file"."name_sealed", key "id", of "tip_id";
    /// The reason of a noted step, in free words.
    STEP_REASON = "tip": "tip_event_paper"."reason_sealed", key "event_id", of "tip_id";
    /// What came by Zalo after the first message.
    MORE = "tip_more": "tip_more"."text_sealed", key "id", of "id";
    /// Who the reporter is, and how to reach them safely.
    REPORTER = "tip_reporter": "tip_reporter"."text_sealed", key "tip_id", of "tip_id";
}

/// The record of what was told: sealed to each agency that holds the tip, and to the reporter's receipt.
pub(crate) fn told(id: &str) -> Record<'_> {
    Record { kind: "tip", id }
}

/// The record of who told it: sealed to agencies only, each by a decision of its own.
pub(crate) fn reporter(id: &str) -> Record<'_> {
    Record { kind: "tip_reporter", id }
}

/// The id as the vault wants it.
pub(crate) fn text(id: TipId) -> String {
    id.to_string()
}
