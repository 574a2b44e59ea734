sign-in-glass-title = Emergency access
sign-in-glass-what = Somebody without the keys sees one sealed record for some minutes when a matter cannot wait. Three people: one asks, one grants, an officer in charge reviews. Each step is in the log.
sign-in-glass-waiting = { $n ->
    [one] { $n } request for emergency access waits for a holder of the keys
   *[other] { $n } requests for emergency access wait for a holder of the keys
}
sign-in-glass-none = There is no request for emergency access.
sign-in-glass-ask = Ask for emergency access
sign-in-glass-own-title = Your requests
sign-in-glass-list-asked = To be decided
sign-in-glass-list-open = Open now
sign-in-glass-list-ended = To be reviewed
sign-in-glass-list-done = Done
sign-in-glass-look = See the request
sign-in-glass-open = Open the record
sign-in-glass-end = End now
sign-in-glass-kind = What to see
sign-in-glass-kind-tip = What was told
sign-in-glass-kind-tip_reporter = Who told it
sign-in-glass-state-asked = To be decided
sign-in-glass-state-granted = Open
sign-in-glass-state-refused = Refused
sign-in-glass-state-ended = Over, to be reviewed
sign-in-glass-state-reviewed = Reviewed
sign-in-glass-asked-by = Asked by { $x } at { $y }.
sign-in-glass-for-minutes = { $n ->
    [one] For { $n } minute.
   *[other] For { $n } minutes.
}
sign-in-glass-until = Open until { $x }.
sign-in-glass-decided-by = Decided by { $x }.
sign-in-glass-ended-at = Over at { $x }.
sign-in-glass-reviewed-by = Reviewed by { $x }, { $y }.
sign-in-glass-ask-title = Ask for emergency access to a record
sign-in-glass-ask-lead = Ask only when you cannot wait for a holder of the keys. Each access is reviewed.
sign-in-glass-holders = Then call a holder of the keys at once:
sign-in-glass-record = Which record
sign-in-glass-record-hint = Paste the address of the tip's page, or the code at its end.
sign-in-glass-minutes = Minutes
sign-in-glass-minutes-hint = From 1 to { $n } minutes. Ask for no more than you need.
sign-in-glass-reason = Reason
sign-in-glass-reason-hint = From 10 to 500 characters. It is sealed: only the agency's holders of keys read it.
sign-in-glass-send = Send
sign-in-glass-fault-kind = Choose what to see.
sign-in-glass-fault-record = Your agency holds no such record. Check the address.
sign-in-glass-fault-minutes = Give the minutes, from 1 to { $n }.
sign-in-glass-fault-reason = Give a reason of 10 to 500 characters.
sign-in-glass-fault-verdict = Choose a verdict.
sign-in-glass-no-pair = You have no key pair yet. Sign out, sign in with your password, and ask again.
sign-in-glass-one-title = Request for emergency access
sign-in-glass-fact-state = State
sign-in-glass-fact-who = Who asks
sign-in-glass-fact-what = Record
sign-in-glass-fact-when = Asked at
sign-in-glass-fact-decided = Decided by
sign-in-glass-fact-until = Open until
sign-in-glass-fact-reviewed = Reviewed by
sign-in-glass-check-asker = Call or meet whoever asks before you grant it.
sign-in-glass-grant = { $n ->
    [one] Grant { $n } minute
   *[other] Grant { $n } minutes
}
sign-in-glass-refuse = Refuse
sign-in-glass-review-title = Review
sign-in-glass-review-what = Compare the reason with the log of looks, then sign. The record gets a new key. It can be signed once only.
sign-in-glass-review-other = An officer in charge who holds the keys has to review it; neither the one who asked nor the one who granted can.
sign-in-glass-verdict = Verdict
sign-in-glass-verdict-justified = In order
sign-in-glass-verdict-unjustified = Not in order
sign-in-glass-sign = Sign
sign-in-glass-own = You asked for this or granted it, so somebody else has to do this.
sign-in-glass-decided = This request is decided already.
sign-in-glass-gone = Whoever asked does not work with the agency's tips any more. It can only be refused.
sign-in-glass-still-open = The record is still open. End it first, then review.
sign-in-glass-reviewed-already = This access is reviewed already.
sign-in-glass-destroyed = The record was destroyed and opens no more. Refuse the request.
sign-in-glass-receipt-waiting = The reporter's code is being completed. Try again in some minutes.
sign-in-glass-flash-asked = Sent. Now call a holder of the keys.
sign-in-glass-flash-already = You have asked for this record already.
sign-in-glass-flash-granted = Granted. Tell whoever asked.
sign-in-glass-flash-refused = Refused.
sign-in-glass-flash-ended = Ended. The record opens no more.
sign-in-glass-flash-reviewed = Signed. The record has a new key.
