# lachan plan read: what the command line says.
plan-read-cannot-open = The file cannot be read; check the path and the rights.
plan-read-one-file-only = The option --normalised takes one file only; read the files one by one.
plan-read-cannot-write = The normalised text cannot be written; check the path and the rights.
plan-read-document = Document: { $type } { $number ->
    [none] (no number yet)
   *[other] number { $number }
  }
plan-read-issuer = Issued by: { $x }
plan-read-title = Subject: { $x }
plan-read-ocr = Note: the letters were recognised from a scan; compare them with the original.
plan-read-counts = Sections: { $sections }; tasks: { $tasks }; targets: { $targets }; reports: { $reports }; campaigns: { $campaigns }
plan-read-leads = Tasks by lead agency:
plan-read-lead = { $agency }: { $n }
plan-read-no-lead = no lead agency named
plan-read-dated = Tasks with a due date: { $n }
plan-read-notes = To be looked at:
plan-read-note = { $kind ->
    [no_number_line] No line with number and symbol
    [blank_number] The number is blank
    [blank_date] The date of issue is blank
    [date_from_title] No date of issue; the year is that of the title
    [repeated_label] A label stands twice
    [type_symbol_mismatch] Type and symbol of a cited document differ
    [doubtful_agency] The level of an agency does not fit the issuer's
    [agency_abolished] The agency no longer exists
    [due_before_issue] Due before the date of issue
    [no_tasks] No task found
   *[other] To be looked at
  }{ $text ->
    [none] {""}
   *[other] : { $text }
  }
