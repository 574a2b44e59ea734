//! Somebody who tells something at the public door, page by page.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use house::{Browser, Screen, Station, planted::Plants};
use tempfile::TempDir;
use thirtyfour::By;

use super::photo::photo;

/// What is told; each answer holds planted strings.
pub(super) struct Words {
    pub(super) story: String,
    pub(super) place: String,
    when: String,
    people: String,
    photo_name: String,
    in_photo: String,
}

impl Words {
    pub(super) fn of(plants: &mut Plants) -> Self {
        Self {
            story: format!("Nhà bên cạnh khoá trái cửa cả ngày, đêm nghe tiếng người khóc. {}", plants.take(6)),
            place: format!("Xã Suối Mẫu\nsau chợ, {}", plants.take(2)),
            when: format!("tối hôm qua, {}", plants.take(1)),
            people: format!("Người đàn ông đội mũ xanh\n{}", plants.take(3)),
            photo_name: format!("{}.jpg", plants.take(1)),
            in_photo: plants.take(3),
        }
    }
}

/// Such a person with a browser of their own.
pub(super) struct Reporter<'a> {
    pub(super) browser: Browser,
    station: &'a Station,
    javascript: bool,
}

impl<'a> Reporter<'a> {
    pub(super) async fn start(station: &'a Station, screen: Screen, javascript: bool) -> Result<Option<Self>> {
        Ok(Browser::start(screen, javascript).await?.map(|browser| Self { browser, station, javascript }))
    }

    /// The person takes time over a form before sending it: who has no scripts waits instead of working.
    fn take_time(&self) {
        let rules = guard::Rules::default();
        self.station.pass(1 + if self.javascript { rules.worked_age } else { rules.slow_age });
    }

    /// Whether a photograph goes with the tip; without work done it comes later, with the code.
    pub(super) fn sends_photo_at_once(&self) -> bool {
        self.javascript
    }

    /// From the front page to the receipt, which is given back.
    pub(super) async fn tell(&self, words: &Words) -> Result<String> {
        let browser = &self.browser;
        browser.open(&self.station.house.public_at("/")).await?;
        browser.look("hanh-trinh-01-trang-dau").await?;
        browser.turn(browser.press("main a[href=\"/p/bat-dau\"]")).await?;
        browser.must_say("Trước khi bắt đầu").await?;
        browser.look("hanh-trinh-02-truoc-khi-bat-dau").await?;
        self.go("Bắt đầu").await?;
        self.answer(words).await?;
        self.send(words).await?;
        self.copy_receipt().await
    }

    /// The questions, one page each.
    async fn answer(&self, words: &Words) -> Result<()> {
        let browser = &self.browser;
        self.question(1, "Ai đang gặp nguy hiểm?").await?;
        browser.tick("ai", "other").await?;
        self.go_on().await?;
        self.question(2, "Có khẩn cấp không?").await?;
        browser.tick("gap", "soon").await?;
        self.go_on().await?;
        self.question(3, "Chuyện gì đang xảy ra?").await?;
        self.go("Tiếp tục").await?;
        browser.must_say("Chọn ít nhất một dấu hiệu hoặc viết vài chữ").await?;
        browser.look("hanh-trinh-cau-3-tu-choi").await?;
        browser.tick("dau_hieu", "locked").await?;
        browser.fill("chuyen", &words.story).await?;
        self.go_on().await?;
        self.question(4, "Ở đâu?").await?;
        browser.fill("noi", &words.place).await?;
        self.go_on().await?;
        self.question(5, "Khi nào?").await?;
        browser.fill("khi_nao", &words.when).await?;
        self.go_on().await?;
        self.question(6, "Ai liên quan?").await?;
        browser.fill("nguoi", &words.people).await?;
        self.go_on().await?;
        self.question(7, "Bạn có ảnh muốn gửi kèm không?").await?;
        self.attach(words).await?;
        self.question(8, "Bạn muốn chúng tôi liên lạc thế nào?").await?;
        browser.tick("lien_lac", "code").await?;
        self.go_on().await
    }

    /// Each question has the same address; its heading tells which one it is.
    async fn question(&self, number: u8, heading: &str) -> Result<()> {
        self.browser.must_say(heading).await?;
        ensure!(self.browser.path().await? == "/p", "the address tells which question it is");
        self.browser.look(&format!("hanh-trinh-cau-{number}")).await
    }

    /// Presses what leads to another page.
    async fn go(&self, text: &str) -> Result<()> {
        self.browser.turn(self.browser.press_text(text)).await
    }

    async fn go_on(&self) -> Result<()> {
        self.browser.turn(self.browser.press("main button[name=\"tiep\"]")).await
    }

    /// Attaches the photograph, goes on, comes back to see that it is there, and goes on.
    async fn attach(&self, words: &Words) -> Result<()> {
        let hint = "Trình duyệt này không chạy JavaScript";
        let is_told = self.browser.text().await?.contains(hint);
        ensure!(is_told != self.javascript, "whether pictures are taken is said to the wrong people");
        let _chosen = self.choose_photo(words).await?;
        self.go_on().await?;
        self.browser.must_say("Bạn muốn chúng tôi liên lạc thế nào?").await?;
        self.go("Quay lại").await?;
        self.browser.must_say(&words.photo_name).await?;
        self.browser.look("hanh-trinh-cau-7-co-anh").await?;
        self.go("Bỏ ảnh này").await?;
        self.browser.must_say("Bạn có ảnh muốn gửi kèm không?").await?;
        ensure!(!self.browser.text().await?.contains(&words.photo_name), "the picture is still there");
        let _chosen = self.choose_photo(words).await?;
        self.go_on().await
    }

    /// Chooses the photograph; its file is gone from this machine with what is given back.
    async fn choose_photo(&self, words: &Words) -> Result<TempDir> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join(&words.photo_name);
        std::fs::write(&file, photo(&words.in_photo)?)?;
        self.browser.choose_file("tep", &file).await?;
        Ok(folder)
    }

    /// The page with all answers, and the button that sends them.
    async fn send(&self, words: &Words) -> Result<()> {
        self.must_show_all(words).await?;
        self.browser.look("hanh-trinh-kiem-tra").await?;
        self.press_send().await?;
        if !self.sends_photo_at_once() {
            self.browser.must_say("Trình duyệt này không chạy JavaScript nên ảnh không gửi kèm").await?;
            self.must_show_all(words).await?;
            self.browser.look("hanh-trinh-kiem-tra-chua-nhan-anh").await?;
            self.go("Gửi tin không kèm ảnh").await?;
        }
        self.browser.arrive(|path| path == "/p/da-gui").await.map(drop)
    }

    async fn must_show_all(&self, words: &Words) -> Result<()> {
        self.browser.arrive(|path| path == "/p/kiem-tra").await?;
        let place = words.place.lines().last().unwrap_or_default();
        for answer in [&words.story, place, &words.when, &words.photo_name, "(Xã Suối Mẫu)", "Qua mã"] {
            self.browser.must_say(answer).await?;
        }
        Ok(())
    }

    async fn press_send(&self) -> Result<()> {
        self.take_time();
        self.go("Gửi tin báo").await
    }

    /// Reads the receipt, mistypes its last digits once, and leaves it behind.
    async fn copy_receipt(&self) -> Result<String> {
        let browser = &self.browser;
        browser.must_say("Tin của bạn đã được nhận").await?;
        let receipt = browser.driver.find(By::Css("main .code b")).await?.text().await?;
        let digits = receipt.chars().filter(char::is_ascii_digit).count();
        ensure!(digits == 20 && receipt.split(' ').count() == 5, "the receipt is {receipt}");
        browser.look("hanh-trinh-bien-nhan").await?;
        // On paper a reference number and its digits, and nothing that says of what (ux.md S-35).
        let paper = browser.on_paper().await?;
        ensure!(paper == format!("Số tham chiếu:\n{receipt}"), "the printed receipt says {paper:?}");
        let last = receipt.rsplit(' ').next().context("no digits")?.to_owned();
        browser.fill("bon_so_cuoi", "12").await?;
        browser.tick("da_chep", "co").await?;
        self.go("Tiếp tục").await?;
        browser.must_say("Gõ đúng 4 số cuối của mã").await?;
        browser.look("hanh-trinh-bien-nhan-go-sai").await?;
        browser.fill("bon_so_cuoi", &last).await?;
        self.go("Tiếp tục").await?;
        browser.arrive(|path| path == "/ma/hop-thu").await?;
        self.settle().await?;
        browser.look("hanh-trinh-hop-thu-trong").await?;
        self.leave().await?;
        Ok(receipt)
    }

    /// The slow step of a receipt is done beside the page, by the program's own task.
    async fn settle(&self) -> Result<()> {
        for _ in 0..600 {
            if !self.browser.text().await?.contains("Hộp thư sẽ mở được trong vài phút nữa") {
                return Ok(());
            }
            self.go("Thử lại").await?;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the receipt was never settled")
    }

    /// Closes the mailbox, and sees that this browser opens it no more.
    pub(super) async fn leave(&self) -> Result<()> {
        self.go("Đóng và xoá khỏi máy này").await?;
        self.browser.arrive(|path| path == "/").await?;
        self.browser.open(&self.station.house.public_at("/ma/hop-thu")).await?;
        self.browser.arrive(|path| path == "/ma").await.map(drop)
    }

    /// Opens the mailbox by typing its code, and tells what stands there.
    pub(super) async fn open_mailbox(&self, receipt: &str, picture: &str) -> Result<String> {
        let browser = &self.browser;
        browser.open(&self.station.house.public_at("/p/bat-dau")).await?;
        self.go("Tôi đã có mã").await?;
        browser.arrive(|path| path == "/ma").await?;
        browser.fill("ma", receipt).await?;
        browser.look("hanh-trinh-nhap-ma").await?;
        self.take_time();
        browser.turn(browser.press("main form button")).await?;
        browser.arrive(|path| path == "/ma/hop-thu").await?;
        browser.look(picture).await?;
        browser.text().await
    }

    /// Writes into the open mailbox, and sends the photograph where it could not go with the tip.
    pub(super) async fn write(&self, text: &str, words: &Words) -> Result<()> {
        self.browser.fill("noi_dung", text).await?;
        let _chosen = if self.sends_photo_at_once() { None } else { Some(self.choose_photo(words).await?) };
        self.go("Gửi thêm").await?;
        self.browser.must_say(text).await?;
        if !self.sends_photo_at_once() {
            self.browser.must_say("Đã gửi kèm 1 ảnh").await?;
        }
        self.browser.look("hanh-trinh-hop-thu-da-viet").await
    }
}
