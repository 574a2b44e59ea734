//! What somebody does at the public door, and what they carry away.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};

use super::{Station, between, cut, taken};
use crate::{Answer, Visitor};

/// What somebody answers at the public door.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// `anonymous`, `confidential` or `named`; empty for anonymous.
    pub privacy: String,
    /// What happens, in words.
    pub text: String,
    /// Where.
    pub place: String,
    /// When.
    pub when: String,
    /// Who.
    pub people: String,
    /// Fields of the last question: name, telephone, hours …
    pub contact: Vec<(&'static str, String)>,
    /// Pictures: name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether the originals are kept, sealed.
    pub keeps_originals: bool,
    /// Keys of signs.
    pub signs: Vec<&'static str>,
    /// `now`, `soon` or `no`; empty for `no`.
    pub urgent: String,
    /// Whether somebody of the local office is involved.
    pub about_local_office: bool,
}

/// Somebody who has told something, with the browser and the receipt.
#[derive(Debug)]
pub struct Reporter {
    /// The browser.
    pub visitor: Visitor,
    /// Five groups of digits.
    pub receipt: String,
}

impl Station {
    /// Answers the questions and leaves them on the page that shows all of them, not sent.
    pub async fn draft(&self, told: &Told) -> Result<Visitor> {
        self.draft_by(self.stranger()?, told).await
    }

    /// The same by a visitor of one's own.
    pub async fn draft_by(&self, visitor: Visitor, told: &Told) -> Result<Visitor> {
        let privacy = if told.privacy.is_empty() { "anonymous" } else { told.privacy.as_str() };
        taken(&visitor.post("/p/bat-dau", &[("rieng_tu", privacy)]).await?, "the start")?;
        let urgent = if told.urgent.is_empty() { "no" } else { told.urgent.as_str() };
        let mut third = vec![("chuyen", told.text.as_str())];
        third.extend(told.signs.iter().map(|sign| ("dau_hieu", *sign)));
        let mut fourth = vec![("noi", told.place.as_str())];
        fourth.extend(told.about_local_office.then_some(("can_bo_dia_phuong", "co")));
        let steps = [
            vec![("ai", "other")],
            vec![("gap", urgent)],
            third,
            fourth,
            vec![("khi_nao", &told.when)],
            vec![("nguoi", &told.people)],
        ];
        for fields in steps {
            let fields = [fields.as_slice(), &[("tiep", "co")]].concat();
            taken(&visitor.post("/p", &fields).await?, fields[0].0)?;
        }
        let mut seventh = vec![("tiep", "co")];
        seventh.extend(told.keeps_originals.then_some(("giu_goc", "co")));
        taken(&visitor.post_files("/p", &seventh, "tep", &told.files).await?, "files")?;
        let mut last = vec![("lien_lac", "code"), ("gui_ngay", "co")];
        last.extend(told.contact.iter().map(|(name, value)| (*name, value.as_str())));
        taken(&visitor.post("/p", &last).await?, "contact")?;
        Ok(visitor)
    }

    /// Tells something, up to the receipt.
    pub async fn tell(&self, told: &Told) -> Result<Reporter> {
        let visitor = self.draft(told).await?;
        self.finish(visitor).await
    }

    /// The same in a hurry: the three first questions and the place, as somebody in fear does.
    pub async fn tell_briefly(&self, told: &Told) -> Result<Reporter> {
        let visitor = self.brief(told).await?;
        self.finish(visitor).await
    }

    /// Sends without looking at the receipt, as a flood does.
    pub async fn tell_and_go(&self, told: &Told) -> Result<()> {
        let visitor = self.brief(told).await?;
        taken(&self.send(&visitor, "/p/kiem-tra", &[]).await?, "a brief tip")
    }

    async fn brief(&self, told: &Told) -> Result<Visitor> {
        let visitor = self.stranger()?;
        taken(&visitor.post("/p/bat-dau", &[("rieng_tu", "anonymous")]).await?, "the start")?;
        let urgent = if told.urgent.is_empty() { "no" } else { told.urgent.as_str() };
        for step in [("ai", "other"), ("gap", urgent), ("chuyen", told.text.as_str())] {
            taken(&visitor.post("/p", &[step, ("tiep", "co")]).await?, step.0)?;
        }
        taken(&visitor.post("/p", &[("noi", told.place.as_str()), ("gui_ngay", "co")]).await?, "the place")?;
        Ok(visitor)
    }

    /// Sends what stands on the page with all answers, and copies the receipt.
    async fn finish(&self, visitor: Visitor) -> Result<Reporter> {
        let sent = self.send(&visitor, "/p/kiem-tra", &[]).await?;
        ensure!(sent.location == "/p/da-gui", "sent to {}: {}", sent.location, cut(&sent));
        let receipt = self.receipt(&visitor).await?;
        let last = receipt.rsplit(' ').next().unwrap_or_default();
        taken(&visitor.post("/p/da-gui", &[("bon_so_cuoi", last), ("da_chep", "co")]).await?, "the receipt")?;
        Ok(Reporter { visitor, receipt })
    }

    /// The receipt as its page shows it.
    pub async fn receipt(&self, visitor: &Visitor) -> Result<String> {
        let page = visitor.page("/p/da-gui").await?;
        Ok(between(&page.text, "<p class=\"code\"><b>", "<").context("no receipt")?.to_owned())
    }

    /// A form that carries a ticket, with its work done.
    pub async fn sheet(&self, visitor: &Visitor, path: &str) -> Result<Sheet> {
        Sheet::of(&visitor.page(path).await?.text)
    }

    /// Sends such a form after the time that a person needs.
    pub async fn send(&self, visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let sheet = self.sheet(visitor, path).await?;
        if self.rules.worked_age > 0 {
            self.pass(self.rules.worked_age.saturating_add(1));
        }
        sheet.send(visitor, path, fields).await
    }

    /// Opens a mailbox by its receipt, in a browser that knows nothing of it.
    pub async fn open_mailbox(&self, receipt: &str) -> Result<Answer> {
        self.open_mailbox_by(&self.stranger()?, receipt).await
    }

    /// The same by a visitor of one's own: three pages, of which the second is the form sent.
    pub async fn open_mailbox_by(&self, visitor: &Visitor, receipt: &str) -> Result<Answer> {
        let answer = self.send(visitor, "/ma", &[("ma", receipt)]).await?;
        if answer.status == 303 { visitor.page("/ma/hop-thu").await } else { Ok(answer) }
    }
}

/// A form that carries a ticket, with its work.
#[derive(Debug)]
pub struct Sheet {
    /// What shows when the form was opened, and for what.
    pub ticket: String,
    /// What was worked out for it.
    pub work: String,
    /// How much work was asked for.
    pub bits: u8,
}

impl Sheet {
    /// The form on a page, with its work done.
    pub fn of(page: &str) -> Result<Self> {
        let bits = between(page, "data-bits=\"", "\"").context("no work")?.parse()?;
        let fields = testkit::forms(page).into_iter().flat_map(|form| form.fields);
        let ticket = fields.into_iter().find(|field| field.name == guard::TICKET_FIELD).context("no ticket")?.value;
        let work = guard::solve(&ticket, bits);
        Ok(Self { ticket, work, bits })
    }

    /// Sends it.
    pub async fn send(&self, visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let own = [(guard::TICKET_FIELD, self.ticket.as_str()), (guard::WORK_FIELD, self.work.as_str())];
        visitor.post(path, &[&own, fields].concat()).await
    }

    /// Sends it as a browser without scripts does: nothing was worked out.
    pub async fn send_without_work(&self, visitor: &Visitor, path: &str) -> Result<Answer> {
        visitor.post(path, &[(guard::TICKET_FIELD, self.ticket.as_str()), (guard::WORK_FIELD, "")]).await
    }
}

impl Reporter {
    /// The mailbox, once its receipt is settled.
    pub async fn mailbox(&self) -> Result<Answer> {
        for _ in 0..600 {
            let page = self.visitor.page("/ma/hop-thu").await?;
            if !page.text.contains("Hộp thư sẽ mở được trong vài phút nữa") {
                ensure!(page.status == 200, "the mailbox answers {}: {}", page.status, page.location);
                return Ok(page);
            }
            // The slow step is done beside us, by the program's own task.
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the receipt was never settled")
    }

    /// Writes into the mailbox; `key` makes a second press harmless.
    pub async fn write(&self, text: &str, key: &str, files: &[(String, Vec<u8>)]) -> Result<Answer> {
        let fields = [("noi_dung", text), ("khoa", key)];
        self.visitor.post_files("/ma/hop-thu", &fields, "tep", files).await
    }
}
