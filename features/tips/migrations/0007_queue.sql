-- The queue in its order, so that a page of it reads fifty rows and not all of a flood.
DROP INDEX tip_by_agency;
CREATE INDEX tip_in_queue ON tip (agency, is_flood, is_danger DESC, urgency, received_at, id)
    WHERE stage NOT IN ('ended', 'archived', 'passed_on');
-- The last entry of a tip in a book, without looking through the book.
CREATE INDEX tip_entry_by_tip ON tip_entry (tip_id, keeper, entered_at, id);
