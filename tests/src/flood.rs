//! What people write in a flood of false tips, and what the flood is made of.

/// True tips, each about something else.
pub const TRUE_TEXTS: [&str; 10] = [
    "Cháu nghỉ học từ tuần trước, mẹ cháu nói có người phụ nữ lạ hứa đưa cháu đi làm quán ăn ở gần cửa khẩu.",
    "Nhà bên cạnh khoá trái cửa cả ngày, đêm nghe tiếng người khóc và tiếng nói không phải của chủ nhà.",
    "Em gái tôi nhắn rằng bị giữ giấy tờ, phải làm việc mười sáu tiếng và không được ra khỏi khu nhà.",
    "Một ông tự nhận là môi giới hứa lấy chồng giàu, thu của ba nhà trong bản mỗi nhà năm triệu đồng.",
    "Bạn cùng lớp cũ rủ sang bên kia làm việc nhẹ lương cao, nay gia đình phải chuộc bằng tám mươi triệu.",
    "Chủ quán hát bắt hai cô mới đến ký giấy nợ rồi thu điện thoại, tôi giao hàng nên thấy.",
    "Con trai tôi đi tàu cá từ năm ngoái, chủ tàu không cho gọi về và không trả đồng lương nào.",
    "Có nhóm tìm người mang thai hộ, đưa lên xe ban đêm, một chị trong thôn đã đi và không về.",
    "Chị tôi lấy chồng xa qua mối, nay nhắn vội là bị đánh và không có đường về.",
    "Trên mạng có người mời đi nghỉ miễn phí rồi đòi chụp căn cước, hẹn đón ở bến xe lúc nửa đêm.",
];

/// A template as a program fills it in: only the number plate differs.
pub fn false_text(number: usize) -> String {
    format!(
        "Tôi thấy xe biển số {number} chở người qua cầu lúc nửa đêm, có ba người ngồi sau thùng xe phủ bạt, xe chạy về hướng \
         biên giới rồi quay lại khi trời sáng."
    )
}
