app-migrated = The database is up to date.
app-init-done = { $n } accounts made. The activation codes below are shown once and hold for 72 hours; hand them over in person: each owner sets a password at the page “Activate the account”.
app-check-database-yes = The database opens and its schema is whole.
app-check-database-no = The database does not open.
app-check-statements-yes = Every statement runs on this database.
app-check-statements-no = Some statements do not run on this database: run “lachan migrate”.
app-check-territory-yes = The administrative units are loaded.
app-check-territory-no = The administrative units are not loaded: run “lachan init”.
app-check-accounts-yes = There are accounts to sign in with.
app-check-accounts-no = There is no account yet: run “lachan init”.
app-import-no-unit = No unit has the code { $x }.
app-import-done = Taken in as a draft, plan { $x }. Open “Kế hoạch” to review and issue it.
app-demo-ready = Lá Chắn – demonstration with wholly invented data: { $address }
app-demo-public = Public door (citizens): { $address }
app-demo-accounts = Accounts to try (password of all: { $password }):
app-demo-first =
    Try first:
      1. Sign in with the first account: the page “Việc của tôi” shows what is overdue, due this week and waiting for review.
      2. Open “Kế hoạch” → “Nhập kế hoạch”, upload a plan of your own (txt, docx, pdf) and see each obligation read from it.
      3. Open a plan → “Tiến độ”, then download the progress report as a Word file.
app-demo-tips =
    {"  "}4. Sign in as “truc.suoimo” or “truc.tinh” and open “Tin báo”: the queue, the lodging book, tips that wait for a signature.
    {"  "}5. Go to the public door, choose to read answers (/ma) and enter { $receipt }: the mailbox of the person who told it.
    {"  "}6. Open /mo-phong/zalo at the public door: write as somebody would on Zalo; it lands in the queue of the provincial police.
    {"  "}7. Open “Đường dây nóng” as “truc.suoimo”: write a call down, close the browser, sign in again: it is still there.
    Stop with Ctrl-C.
app-units-no-file = The file { $x } cannot be opened.
app-units-no-date = “{ $x }” is no day. Write it as 01/01/2027.
app-units-no-plan = The plan cannot be read: { $x }
app-units-no-facts = The plan lacks its title or citation.
app-units-title = List { $x } read in
app-units-level = { $x }: { $n } → { $m }
app-units-tally = { $x }: before { $n }, after { $m }, moving { $k }
app-units-agencies = Agencies ended { $n }, made { $m }{ $x }
app-units-same = The list is the one in force.
app-units-shown = Nothing has been changed. Add --apply to put it in force.
app-units-applied = Applied.
app-user-added = Account { $x } added. Activation code (shown once, holds for 72 hours):
app-user-invited = New activation code of { $x } (shown once, holds for 72 hours):
app-user-waits = A new code for { $x } is proposed. A second person confirms it on the page “Accounts” after meeting the owner, and prints the slip.
app-user-disabled = Account { $x } is closed; its open sessions have ended.
app-user-none = No account yet.
app-user-state-active = in use
app-user-state-invited = awaiting activation
app-user-state-disabled = closed
