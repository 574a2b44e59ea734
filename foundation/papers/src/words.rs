//! The words that Decree 30/2020 fixes for every administrative document.
//!
//! Nghị định 30/2020/NĐ-CP, Phụ lục I (mục II: thể thức các thành phần chính) and Phụ lục III
//! (mẫu trình bày). They are law, not language of the product: they are the same in every
//! message catalogue, so they stand here once. All other text comes from the caller.

/// Quốc hiệu (Phụ lục I, mục II.1).
pub const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Tiêu ngữ (Phụ lục I, mục II.1): the hyphens have a space on both sides.
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// Before the number and symbol (Phụ lục I, mục II.3).
pub const NUMBER: &str = "Số:";
/// Before the subject of a letter (công văn; Phụ lục I, mục II.5).
pub const ABOUT: &str = "V/v";
/// Before the recipients of a letter or report (Phụ lục I, mục II.9).
pub const ADDRESSED_TO: &str = "Kính gửi:";
/// Above the list of those who get a copy (Phụ lục I, mục II.9).
pub const COPIES_TO: &str = "Nơi nhận:";
/// Ends the text of a document (Phụ lục III, mẫu trình bày).
pub const END_OF_TEXT: &str = "./.";
/// Before the day in a date (Phụ lục I, mục II.4).
pub const DAY: &str = "ngày";
/// Before the month in a date (Phụ lục I, mục II.4).
pub const MONTH: &str = "tháng";
/// Before the year in a date (Phụ lục I, mục II.4).
pub const YEAR: &str = "năm";
/// Room for a number or day that is written by hand at signing.
pub const BLANK: &str = "     ";

/// Ký thay mặt tập thể (Phụ lục I, mục II.7).
pub const ON_BEHALF: &str = "TM.";
/// Ký thay người đứng đầu (Phụ lục I, mục II.7).
pub const FOR_HEAD: &str = "KT.";
/// Ký thừa lệnh (Phụ lục I, mục II.7).
pub const BY_ORDER: &str = "TL.";
/// Ký thừa ủy quyền (Phụ lục I, mục II.7).
pub const BY_MANDATE: &str = "TUQ.";
/// Quyền (acting; Phụ lục I, mục II.7).
pub const ACTING: &str = "Q.";
