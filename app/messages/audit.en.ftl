audit-whole = WHOLE. The log has { $size } entries, its signature holds, no entry was changed, removed or put in. Root: { $root }
audit-whole-since = Against the checkpoint kept from before ({ $x } entries): the log has only grown, its past is untouched.
audit-key-of-the-folder = Note: the public key was taken from the folder of the log itself. To be sure, give --key with a key received before.
audit-key-needed = Give the public key of the log with --key.
audit-fault-checkpoint = NOT TO BE BELIEVED: the file “checkpoint” is no checkpoint signed by this key, or was changed.
audit-fault-trusted = NOT COMPARABLE: the checkpoint kept from before was not signed by this key, or was changed.
audit-fault-missing = NOT WHOLE: the file { $path } is missing (from entry { $index } on).
audit-fault-tile = NOT WHOLE: the file { $path } does not fit the entries (from entry { $index } on).
audit-fault-short = NOT WHOLE: the log was cut off, entries from { $index } on are missing.
audit-fault-long = NOT WHOLE: something was put in before entry { $index }.
audit-fault-removed = NOT WHOLE: entry { $index } was taken out.
audit-fault-changed = NOT WHOLE: entry { $index } was changed.
audit-fault-form = NOT WHOLE: entry { $index } does not have the form of an entry.
audit-fault-payload = NOT WHOLE: the content or the reason kept with entry { $index } was changed.
audit-fault-number = NOT WHOLE: the entry in place { $index } bears another number.
audit-fault-root = NOT WHOLE: the entries do not make the root that was signed.
audit-fault-truncated = NOT WHOLE: the log is shorter than before, it has only { $index } entries; its tail was cut off.
audit-fault-forked = NOT WHOLE: the first { $index } entries are not those that were signed before; the past was rewritten.
audit-proof-holds = TRUE. The log ({ $size } entries) holds entry { $seq }: { $time } (UTC), { $action }, { $object }, done by { $actor }.
audit-proof-fails = NOT TRUE. The proof proves nothing: { $x }.
audit-exported = The log was written to { $folder }. Public key: { $key }
audit-no-entry = There is no entry { $x }, or no checkpoint covers it yet.
audit-proved = The proof was written to { $x }.
audit-witnessed =
    { $since ->
        [none] Witnessed for the first time: { $size } entries.
       *[other] Witnessed: from { $since } to { $size } entries, the past is untouched.
    } The countersigned checkpoint: { $file }. Public key of the witness: { $key }
audit-witness-refuses = REFUSED TO WITNESS. Tell whoever supervises the log at once.
