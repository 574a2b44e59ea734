//! A call at the hotline, in a real browser: what was typed survives a crash, and the keyboard alone is enough.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use house::{Browser, House, Screen, Visitor};
use lachan::DEMO_PASSWORD;
use thirtyfour::{By, Key};

const OPERATOR: &str = "truc.suoimo";
const CONSOLE: &str = "/duong-day-nong";
/// Keys that somebody practised presses in a second.
const PACE: f64 = 4.0;

/// What the operator hears: field and words.
const HEARD: [(&str, &str); 8] = [
    ("chuyen", "Ba cô gái bị giữ trong kho sau chợ, nghe tiếng đập cửa từ tối qua"),
    ("noi", "Kho gạo sau chợ Suối Mơ"),
    ("xa", "Suối Mơ"),
    ("khi_nao", "Từ tối qua"),
    ("nguoi", "Chủ kho tên Mẫu, xe tải 00X-000.00"),
    ("dien_thoai", "0000 000 999"),
    ("gio_tu", "20:00"),
    ("gio_den", "22:00"),
];

async fn at_console(house: &House, screen: Screen, javascript: bool) -> Result<Option<Browser>> {
    let Some(browser) = Browser::start(screen, javascript).await? else { return Ok(None) };
    browser.sign_in(&house.address, OPERATOR, DEMO_PASSWORD).await?;
    browser.open(&house.at(CONSOLE)).await?;
    Ok(Some(browser))
}

/// What stands in a field, whether it was typed or came with the page.
async fn value(browser: &Browser, name: &str) -> Result<String> {
    let field = browser.driver.find(By::Css(format!("main [name=\"{name}\"]"))).await?;
    Ok(field.prop("value").await?.unwrap_or_default())
}

async fn must_hold_what_was_heard(browser: &Browser) -> Result<()> {
    for (name, words) in HEARD {
        let kept = value(browser, name).await?;
        ensure!(kept == words, "{name} holds “{kept}”");
    }
    ensure!(browser.count("main input[name=\"gap\"][value=\"now\"]:checked").await? == 1, "the danger is not ticked");
    ensure!(value(browser, "vi_sao_khong_ten").await? == "fear", "the reason is not chosen");
    Ok(())
}

/// The last words may have been typed while a save was under way; the next one, five seconds later, has them.
async fn must_be_kept(house: &House, call: &str) -> Result<()> {
    let operator = Visitor::sign_in(&house.address, OPERATOR, DEMO_PASSWORD).await?;
    for _ in 0..100 {
        let page = operator.page(&format!("{CONSOLE}?goi={call}")).await?.text;
        let holds = |words: &str| page.contains(words);
        if HEARD.iter().all(|(_, words)| holds(words)) && holds("<option value=\"fear\" selected>") {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    bail!("the page does not save by itself")
}

/// The tip that was just taken in stands in the queue under its number and tells what was heard.
async fn must_be_a_tip(browser: &Browser, house: &House) -> Result<()> {
    browser.must_report("Đã tiếp nhận, số").await?;
    let said = browser.driver.find(By::Css(".banner p")).await?.text().await?;
    let number: u32 = said.chars().filter(char::is_ascii_digit).collect::<String>().parse()?;
    browser.open(&house.at("/tin-bao")).await?;
    let link = format!("//main//tbody//a[starts-with(normalize-space(.), \"{number:04}/\")]");
    let link = browser.driver.find(By::XPath(link)).await.with_context(|| format!("{said} and not in the queue"))?;
    link.scroll_into_view().await?;
    browser.turn(async { Ok(link.click().await?) }).await?;
    browser.press_text("Xem lời kể").await?;
    browser.must_say(HEARD[0].1).await?;
    browser.look("duong-day-nong-tin").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_in_a_call_comes_back_after_the_browser_crashed() -> Result<()> {
    let house = House::demo().await?;
    let Some(first) = at_console(&house, Screen::Desk, true).await? else { return Ok(()) };
    first.look("duong-day-nong").await?;
    first.tick("gap", "now").await?;
    for (name, words) in HEARD {
        first.fill(name, words).await?;
    }
    first.choose("vi_sao_khong_ten", "fear").await?;
    must_be_kept(&house, &value(&first, "goi").await?).await?;
    first.must_say("Đã lưu nháp lúc").await?;
    first.look("duong-day-nong-da-luu").await?;
    first.crash();

    let Some(second) = at_console(&house, Screen::Desk, true).await? else { return Ok(()) };
    ensure!(!second.text().await?.contains(HEARD[0].1), "a new call begins with the words of another");
    second.turn(second.press("main button[name=\"sang\"]")).await?;
    must_hold_what_was_heard(&second).await?;
    second.look("duong-day-nong-sau-su-co").await?;

    second.turn(second.press_text("Lưu và đánh số")).await?;
    second.look("duong-day-nong-da-nhan").await?;
    ensure!(second.count("main button[name=\"sang\"]").await? == 0, "the draft of a finished call is still there");
    must_be_a_tip(&second, &house).await?;
    second.close().await
}

/// Presses keys together: the first ones are held down.
async fn press_keys(browser: &Browser, held: &[Key], key: char) -> Result<()> {
    let down = held.iter().fold(browser.driver.action_chain(), |chain, one| chain.key_down(one.value()));
    let up = held.iter().rev().fold(down.key_down(key).key_up(key), |chain, one| chain.key_up(one.value()));
    Ok(up.perform().await?)
}

/// Types where the cursor is.
async fn type_in(browser: &Browser, words: &str) -> Result<()> {
    Ok(browser.driver.action_chain().send_keys(words).perform().await?)
}

/// The name of the field in which the cursor is.
async fn here(browser: &Browser) -> Result<String> {
    let field = browser.driver.active_element().await?;
    Ok(field.attr("name").await?.unwrap_or_default())
}

/// Goes from field to field until the cursor stands in one of that name; tells how many keys it took.
async fn go_to(browser: &Browser, name: &str) -> Result<usize> {
    for pressed in 0..12 {
        if here(browser).await? == name {
            return Ok(pressed);
        }
        type_in(browser, &Key::Tab.value().to_string()).await?;
    }
    bail!("twelve presses of the tabulator do not lead to {name}")
}

/// Goes to each field and types what was heard; tells how many keys it took. Writing by Telex never takes more keys than
/// the words have bytes in UTF-8.
async fn type_what_was_heard(browser: &Browser) -> Result<usize> {
    press_keys(browser, &[Key::Alt], '1').await?;
    press_keys(browser, &[Key::Alt, Key::Shift], 'C').await?;
    ensure!(here(browser).await? == "chuyen", "the cursor is in “{}” and not in the story", here(browser).await?);
    let mut keys = 5;
    for (name, words) in HEARD {
        if name == "dien_thoai" {
            keys += go_to(browser, "vi_sao_khong_ten").await?;
            // The second of the reasons.
            for _ in 0..2 {
                type_in(browser, &Key::Down.value().to_string()).await?;
            }
            keys += 2;
        }
        keys += go_to(browser, name).await? + words.len();
        type_in(browser, words).await?;
    }
    Ok(keys)
}

/// Seconds from leaving the page before until this one was there, as the browser itself measures them.
async fn page_took(browser: &Browser) -> Result<f64> {
    let asked = "return performance.getEntriesByType('navigation')[0].duration / 1000";
    let told = browser.driver.execute(asked, Vec::new()).await?;
    told.json().as_f64().context("the browser measures nothing")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_is_written_down_by_the_keyboard_alone() -> Result<()> {
    let house = House::demo().await?;
    let Some(browser) = at_console(&house, Screen::Desk, true).await? else { return Ok(()) };
    let opening = page_took(&browser).await?;
    let keys = type_what_was_heard(&browser).await?;
    must_hold_what_was_heard(&browser).await?;
    browser.turn(press_keys(&browser, &[Key::Control], Key::Enter.value())).await.context("Ctrl+Enter")?;
    browser.must_report("Đã tiếp nhận, số").await?;
    let page = opening + page_took(&browser).await?;

    // The machine types faster than anybody: what hands need is reckoned, what the page needs is measured.
    let hands = f64::from(u32::try_from(keys + 2)?) / PACE;
    let whole = page + hands;
    eprintln!(
        "a call by the keyboard alone: the page {page:.1} s, {keys} keys {hands:.0} s, together {whole:.0} s of 60"
    );
    must_be_a_tip(&browser, &house).await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_hotkey_of_the_console_does_what_its_help_says() -> Result<()> {
    let house = House::demo().await?;
    let Some(browser) = at_console(&house, Screen::Desk, true).await? else { return Ok(()) };
    browser.press_text("Phím tắt").await?;
    browser.look("duong-day-nong-phim-tat").await?;
    for (key, danger) in [('1', "now"), ('2', "soon"), ('3', "no")] {
        press_keys(&browser, &[Key::Alt], key).await?;
        let ticked = format!("main input[name=\"gap\"][value=\"{danger}\"]:checked");
        ensure!(browser.count(&ticked).await? == 1, "Alt+{key} does not tick {danger}");
    }

    // Both ways of saving: the words stay, and the call is a tab.
    for (held, key, words) in
        [(vec![Key::Control], 's', "Gọi một"), (vec![Key::Alt, Key::Shift], 'S', "Gọi một, thêm một câu")]
    {
        press_keys(&browser, &[Key::Alt, Key::Shift], 'C').await?;
        ensure!(here(&browser).await? == "chuyen", "Alt+Shift+C does not lead to the story");
        browser.fill("chuyen", words).await?;
        browser.turn(press_keys(&browser, &held, key)).await.with_context(|| format!("{held:?}+{key}"))?;
        browser.must_report("Đã lưu nháp").await?;
        ensure!(value(&browser, "chuyen").await? == words, "what was saved is not there");
    }

    // A second call beside it; what was typed in the first is kept without saving it.
    browser.fill("noi", "Bến xe").await?;
    browser.turn(press_keys(&browser, &[Key::Alt, Key::Shift], 'N')).await.context("Alt+Shift+N")?;
    ensure!(value(&browser, "chuyen").await?.is_empty(), "Alt+Shift+N does not begin a new call");
    browser.fill("chuyen", "Gọi hai").await?;
    browser.look("duong-day-nong-hai-cuoc").await?;
    browser.turn(browser.press("main button[name=\"sang\"]")).await?;
    ensure!(value(&browser, "noi").await? == "Bến xe", "the first call is not as it was left");

    // Taken in by the other pair of keys, without the reason first: refused, and nothing is lost.
    browser.turn(press_keys(&browser, &[Key::Alt, Key::Shift], 'G')).await.context("Alt+Shift+G")?;
    browser.must_say("Ghi lý do người báo không nêu tên").await?;
    browser.look("duong-day-nong-tu-choi").await?;
    browser.choose("vi_sao_khong_ten", "broken_off").await?;
    browser.turn(press_keys(&browser, &[Key::Alt, Key::Shift], 'G')).await.context("Alt+Shift+G")?;
    browser.must_report("Đã tiếp nhận, số").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_console_fits_a_phone_and_takes_a_call_in_without_scripts() -> Result<()> {
    let house = House::demo().await?;
    let Some(browser) = at_console(&house, Screen::Phone, false).await? else { return Ok(()) };
    browser.look("duong-day-nong").await?;
    browser.fill("chuyen", HEARD[0].1).await?;
    browser.turn(browser.press_text("Lưu nháp")).await?;
    ensure!(value(&browser, "chuyen").await? == HEARD[0].1, "what was saved is not there");
    browser.look("duong-day-nong-da-luu").await?;
    browser.choose("vi_sao_khong_ten", "fear").await?;
    browser.turn(browser.press_text("Lưu và đánh số")).await?;
    browser.look("duong-day-nong-da-nhan").await?;
    must_be_a_tip(&browser, &house).await?;
    browser.close().await
}
