//! One thing of each kind that belongs to one commune, for the access matrix: made through the pages, and found again.

use anyhow::{Context as _, Result, ensure};
use db::{Db, params};

use crate::{House, Visitor};

db::statements! {
    /// An obligation of an issued plan of a unit, with the plan and its document; one that a person answers for first.
    DUTY = "SELECT o.id, o.plan_id, p.document_id FROM obligation o JOIN plan p ON p.id = o.plan_id
        WHERE o.unit = $1 AND o.live = 1 ORDER BY (SELECT COUNT(*) FROM obligation_assignee a
            WHERE a.obligation_id = o.id) DESC, o.ordinal, o.id LIMIT 1";
    /// A reporting date of a plan, with its duty.
    DATE = "SELECT id, duty_id FROM reporting_date WHERE plan_id = $1 ORDER BY due_on, id LIMIT 1";
    /// The newest report of progress on an obligation.
    PROGRESS = "SELECT id FROM progress WHERE obligation_id = $1 ORDER BY submitted_at DESC, id DESC LIMIT 1";
    /// The files of a report.
    EVIDENCE = "SELECT id FROM evidence WHERE progress_id = $1 ORDER BY id LIMIT 1";
    /// The newest letter about an obligation; of several sent at once the one to the first of those who answer for it.
    REMINDER = "SELECT id FROM reminder WHERE obligation_id = $1 ORDER BY sent_at DESC, form_key LIMIT 1";
    /// The first obligation of a draft.
    ITEM = "SELECT id FROM obligation WHERE plan_id = $1 ORDER BY ordinal, id LIMIT 1";
    /// The first target of a draft.
    TARGET = "SELECT id FROM target WHERE plan_id = $1 ORDER BY ordinal, id LIMIT 1";
    /// The first reporting duty of a draft.
    DUTY_TO_REPORT = "SELECT id FROM reporting_duty WHERE plan_id = $1 ORDER BY ordinal, id LIMIT 1";
    /// The document of a draft.
    DOCUMENT = "SELECT document_id AS id FROM plan WHERE id = $1";
    /// An agency of a unit in which somebody has a post.
    AGENCY = "SELECT a.id FROM agency a WHERE a.unit = $1
        AND EXISTS (SELECT 1 FROM post p WHERE p.agency_id = a.id) ORDER BY a.name, a.id LIMIT 1";
    /// A post in an agency.
    POST = "SELECT id FROM post WHERE agency_id = $1 ORDER BY title, id LIMIT 1";
    /// An account of a unit, of nobody who visits: some routes close it.
    ACCOUNT = "SELECT id FROM account WHERE unit = $1 AND login IN ('vhxh.suoimo', 'syt.tinh')";
}

const SOME_ID: &str = "0190b5d4-0000-7000-8000-000000000000";

/// What stands in for each part of a path.
#[derive(Debug)]
pub struct Samples {
    /// Beginning of a path and what replaces its parts, in order; the longest beginning counts.
    paths: Vec<(&'static str, Vec<String>)>,
    /// Words that stand in the owner's things and nowhere else.
    pub marks: Vec<String>,
}

/// Words of the samples that no page shows to those who may not see them.
pub const MARK: &str = "Dấu riêng của đơn vị";

impl Samples {
    /// Queries with which every list is asked.
    pub const SEARCHES: [&'static str; 6] =
        ["", "?tim=dau+rieng", "?loc=tat-ca", "?trang-thai=draft", "?q=dau+rieng", "?huong=out"];

    /// Makes the things through the pages: `office` and `officer` belong to the unit.
    pub async fn make(house: &House, unit: &str, office: &Visitor, officer: &Visitor) -> Result<Self> {
        let db = &house.services.db;
        let q = db;
        let duty = q.row(&DUTY, params![unit]).await?.context("an obligation")?;
        let (duty, plan, document) = (duty.text("id")?, duty.text("plan_id")?, duty.text("document_id")?);
        let date = q.row(&DATE, params![&plan]).await?.context("a reporting date")?;
        let (date, reported) = (date.text("id")?, date.text("duty_id")?);
        let progress = report(db, office, officer, &duty).await?;
        let evidence = id(db, &EVIDENCE, &progress).await?;
        remind(office, &duty).await?;
        let reminder = id(db, &REMINDER, &duty).await?;
        let draft = hand_in(office, &format!("{MARK} dự thảo")).await?;
        let (item, target) = (id(db, &ITEM, &draft).await?, id(db, &TARGET, &draft).await?);
        let draft_duty = id(db, &DUTY_TO_REPORT, &draft).await?;
        let waiting = id(db, &DOCUMENT, &draft).await?;
        let agency = id(db, &AGENCY, unit).await?;
        let post = id(db, &POST, &agency).await?;
        let account = q.row(&ACCOUNT, params![unit]).await?.context("an account")?.text("id")?;
        let tip = take_in(house, unit).await?;
        let one = |text: &str| vec![text.to_owned()];
        let two = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        Ok(Self {
            paths: vec![
                ("/ke-hoach/nhap/{", one(&waiting)),
                ("/ke-hoach/{id}/muc/{", two(&draft, &item)),
                ("/ke-hoach/{id}/chi-tieu/{", two(&draft, &target)),
                ("/ke-hoach/{id}/ky/{duty}/ngay", two(&plan, &reported)),
                ("/ke-hoach/{id}/ky/{", two(&draft, &draft_duty)),
                ("/ke-hoach/{id}/muc/them", one(&draft)),
                ("/ke-hoach/{id}/chi-tieu/them", one(&draft)),
                ("/ke-hoach/{id}/ky/them", one(&draft)),
                ("/ke-hoach/{id}/thong-tin", one(&draft)),
                ("/ke-hoach/{id}/huy", one(&draft)),
                ("/ke-hoach/{id}/ban-hanh", one(&draft)),
                ("/ke-hoach/{", one(&plan)),
                ("/van-ban/{", one(&document)),
                ("/nhiem-vu/{", one(&duty)),
                ("/tien-do/{", one(&progress)),
                ("/minh-chung/{", one(&evidence)),
                ("/nhac-viec/{", one(&reminder)),
                ("/ky-bao-cao/{", one(&date)),
                ("/quan-tri/don-vi/{", two(unit, "co-quan")),
                ("/quan-tri/muc/{", two("co-quan", &agency)),
                ("/quan-tri/chuyen-cong-tac/{", one(&post)),
                ("/quan-tri/tai-khoan/{", one(&account)),
                ("/quan-tri/tai-khoan/ra-soat/{", one(&account)),
                ("/tin-bao/{", one(&tip)),
                ("/tin-bao/{id}/buoc/{", two(&tip, "phan-loai")),
                ("/to-chuc/co-quan/{", one(&agency)),
                ("/to-chuc/{", two("2025-07-01", unit)),
            ],
            marks: vec![MARK.to_owned()],
        })
    }

    /// No things at all, for looking at lists before any is made.
    pub fn none() -> Self {
        Self { paths: Vec::new(), marks: Vec::new() }
    }

    /// A path with its parts filled in; an identifier of nothing where no sample is known.
    pub fn fill(&self, path: &str) -> String {
        let found = self.found(path);
        let mut values = found.into_iter().flatten();
        let parts = path.split('/').map(|part| match part.find('{') {
            // A part may have an ending: `{id}.docx`.
            Some(at) => {
                let (before, after) = (part.get(..at).unwrap_or_default(), part.split('}').nth(1).unwrap_or_default());
                format!("{before}{}{after}", values.next().map_or(SOME_ID, String::as_str))
            }
            None => part.to_owned(),
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// Whether a path leads to a thing of the owner, and not to something that everybody may see.
    pub fn is_of_owner(&self, path: &str) -> bool {
        self.found(path).is_some() && !path.starts_with("/to-chuc/")
    }

    fn found(&self, path: &str) -> Option<&Vec<String>> {
        let fitting = self.paths.iter().filter(|(begin, _)| path.starts_with(begin));
        fitting.max_by_key(|(begin, _)| begin.len()).map(|(_, values)| values)
    }
}

/// A tip that an officer on duty of the unit took in, as `/tin-bao/…` names it.
async fn take_in(house: &House, unit: &str) -> Result<String> {
    let login = if unit == "M1" { "truc.tinh" } else { "truc.suoimo" };
    let officer = Visitor::sign_in(&house.address, login, lachan::DEMO_PASSWORD).await?;
    let token = officer.token("/tin-bao/moi").await?;
    let fields = [
        ("_token", token.as_str()),
        ("kenh", "telephone"),
        ("chuyen", MARK),
        ("khong_neu_ten", "co"),
        ("vi_sao_khong_ten", "fear"),
        ("xa", unit),
        ("khoa", "mau"),
    ];
    let answer = officer.post("/tin-bao/moi", &fields).await?;
    ensure!(answer.status == 303, "a tip was not taken in: {} {}", answer.status, answer.text);
    // The newest tip stands in the book with its number; the page of the queue leads to it.
    let links = testkit::links(&officer.page("/tin-bao/so-tiep-nhan").await?.text);
    let mut tips = links.iter().filter_map(|link| link.strip_prefix("/tin-bao/")).filter(|rest| rest.len() == 36);
    tips.next_back().map(str::to_owned).context("the tip in the book")
}

async fn id(db: &Db, statement: &db::Statement, of: &str) -> Result<String> {
    let q = db;
    Ok(q.row(statement, params![of]).await?.with_context(|| statement.name.to_owned())?.text("id")?)
}

/// The form of a page, sent with these fields in place of what it holds, and a picture in its file field.
async fn send(visitor: &Visitor, page: &str, action: &str, fields: &[(&str, &str)]) -> Result<String> {
    let forms = testkit::forms(&visitor.page(page).await?.text);
    let form = forms.iter().find(|form| form.action == action).with_context(|| format!("no form on {page}"))?;
    let value = |field: &testkit::Field| {
        let given = fields.iter().find(|(name, _)| *name == field.name);
        given.map_or_else(|| field.value.clone(), |(_, value)| (*value).to_owned())
    };
    let answer = visitor.submit(form, value, ("anh.png", b"\x89PNG\r\n\x1A\n")).await?;
    ensure!(answer.status == 303, "{action} answers {}", answer.status);
    Ok(answer.location)
}

/// A report with a file on an obligation; whoever of the two may report does.
async fn report(db: &Db, office: &Visitor, officer: &Visitor, duty: &str) -> Result<String> {
    let address = format!("/nhiem-vu/{duty}/cap-nhat");
    let reporter = if officer.status(&address).await? == 200 { officer } else { office };
    let words = format!("{MARK} báo cáo");
    send(reporter, &address, &address, &[("ket-qua", &words), ("muc", "25"), ("phan-tram", "25")]).await?;
    id(db, &PROGRESS, duty).await
}

async fn remind(office: &Visitor, duty: &str) -> Result<()> {
    let address = format!("/nhiem-vu/{duty}/don-doc");
    send(office, &address, &address, &[("thu", &format!("{MARK} đôn đốc"))]).await.map(drop)
}

/// Hands a plan in; gives the draft made of it.
pub async fn hand_in(office: &Visitor, title: &str) -> Result<String> {
    let text = format!(
        "BAN CHỈ ĐẠO 138 XÃ SUỐI MƠ\nSố:    /KH-BCĐ\nSuối Mơ, ngày 12 tháng 3 năm 2026\nKẾ HOẠCH\n{title} năm 2026\nI. CHỈ TIÊU\n\
         - 100% tin báo được phân loại đúng hạn.\nII. NHIỆM VỤ\n1. Công an xã\n- Chủ trì, phối hợp với Hội Liên hiệp Phụ nữ xã \
         tuyên truyền {title} tại các thôn.\n2. Hội Liên hiệp Phụ nữ xã\n- Mở lớp dạy nghề cho phụ nữ trước ngày 30/6/2026.\n\
         III. TỔ CHỨC THỰC HIỆN\n1. Các đơn vị báo cáo kết quả hằng quý về Công an xã trước ngày 10/3, 10/6, 10/9 và 10/12.\n"
    );
    let fields = [("van-ban", text.as_str()), ("huong", "out")];
    let to = send_text(office, "/ke-hoach/nhap", &fields).await?;
    let id = to.strip_prefix("/ke-hoach/").and_then(|rest| rest.strip_suffix("/doc"));
    Ok(id.with_context(|| format!("a draft, not {to}"))?.to_owned())
}

/// Sends fields with the token and the key of the form on a page, without any file.
async fn send_text(visitor: &Visitor, page: &str, fields: &[(&str, &str)]) -> Result<String> {
    let forms = testkit::forms(&visitor.page(page).await?.text);
    let form = forms.iter().find(|form| form.action == page).with_context(|| format!("no form on {page}"))?;
    let kept: Vec<_> = form.fields.iter().filter(|field| field.kind == "hidden").collect();
    let mut all: Vec<(&str, &str)> = kept.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
    all.extend_from_slice(fields);
    let answer = visitor.post(page, &all).await?;
    ensure!(answer.status == 303, "{page} answers {}", answer.status);
    Ok(answer.location)
}
