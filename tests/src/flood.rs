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

/// How many templates the flood is made of.
pub const TEMPLATES: usize = FALSE_TEXTS.len();

/// Templates as a program fills them in: a number stands between both parts. Each is about something else, as somebody
/// writes who knows that likeness is looked at.
const FALSE_TEXTS: [(&str, &str); 20] = [
    (
        "Tôi thấy xe biển số ",
        " chở người qua cầu lúc nửa đêm, có ba người ngồi sau thùng xe phủ bạt, xe chạy về hướng biên giới rồi quay lại khi trời sáng.",
    ),
    (
        "Quán cà phê số ",
        " ở đầu chợ bắt nhân viên tiếp khách, chủ quán cầm hộ chiếu và không trả lương suốt nửa năm nay rồi.",
    ),
    (
        "Phòng ",
        " nhà nghỉ ven sông giữ bốn thiếu nữ mới lớn, ngày nào cũng thấy đàn ông lạ ra vào cùng một bà chủ béo.",
    ),
    (
        "Công ty mang mã ",
        " đăng tin tuyển lao động xuất khẩu, nộp tiền cọc xong thì văn phòng đóng cửa, gọi không ai nghe máy.",
    ),
    (
        "Đêm qua thuyền số ",
        " cập bãi vắng, hai gã to lớn khiêng một bao tải biết cựa quậy lên bờ rồi mất hút trong rừng dương.",
    ),
    (
        "Tài khoản ",
        " nhắn cho học sinh lớp chín rủ làm người mẫu ảnh, đòi gửi hình hở hang rồi doạ tung lên mạng xã hội.",
    ),
    (
        "Lò gạch thứ ",
        " bên kia đồi nuôi toàn trẻ con bốc vác, đứa nào cũng gầy đen, tối ngủ chung với lợn trong chuồng.",
    ),
    (
        "Bà mối nhà số ",
        " dắt về năm cô dâu, gả sang nước khác lấy một trăm triệu mỗi người, gia đình không hay biết gì.",
    ),
    (
        "Hãng taxi đầu số ",
        " nhận chở khách vượt biên trái phép qua lối mòn, mỗi lượt thu bằng vàng, đi vào ngày rằm hằng tháng.",
    ),
    ("Xưởng may ở ngõ ", " khoá cổng sắt cả tuần, công nhân ném giấy qua cửa sổ kêu đói, bảo vệ thì cầm gậy đi tuần."),
    (
        "Ông thầy cúng xóm ",
        " xin nuôi trẻ mồ côi làm phúc, vậy mà mấy tháng lại vắng đi một bé, hỏi thì nói cho họ hàng.",
    ),
    ("Bệnh viện tư tầng ", " có người dò hỏi bán thận giá cao, hẹn gặp ở bãi gửi xe, đưa trước tiền ăn và vé máy bay."),
    (
        "Sòng bạc gắn biển ",
        " bên kia cửa khẩu giam con nợ dưới hầm, gọi điện về nhà bắt chuyển khoản, chậm thì chặt ngón tay.",
    ),
    (
        "Chuyến xe khách ",
        " giờ chở một nhóm phụ nữ mang thai đi đẻ thuê, phụ xe phát khẩu trang và cấm mọi người nói chuyện.",
    ),
    (
        "Trại cá lồng ",
        " ngoài vịnh thuê thợ lặn không hợp đồng, ai xin nghỉ đều bị đánh rồi bỏ lại đảo hoang không nước uống.",
    ),
    (
        "Nhóm chat ",
        " thành viên rao bán giấy khai sinh cùng trẻ sơ sinh, giao tận nơi trong hai ngày, thanh toán bằng tiền ảo.",
    ),
    (
        "Trung tâm ngoại ngữ cơ sở ",
        " hứa học bổng du học, sang tới nơi thì sinh viên phải rửa bát trả nợ và mất liên hệ.",
    ),
    ("Gánh xiếc lưu động số ", " bắt mấy em nhỏ tật nguyền đi ăn xin quanh ga, tối về nộp đủ mới cho ăn cơm nguội."),
    (
        "Đường dây nóng giả mang số ",
        " gọi người già báo con cháu bị bắt cóc, yêu cầu chuyển tiền chuộc ngay kẻo ân hận.",
    ),
    (
        "Nông trường chè lô ",
        " thuê dân bản hái không công trừ nợ mua gạo, ai trốn bị chó đuổi, trưởng nhóm giữ hết căn cước.",
    ),
];

/// One of the flood: the templates in turn, each time with another number in it.
pub fn false_text(number: usize) -> String {
    let (before, after) = FALSE_TEXTS.get(number % TEMPLATES).copied().unwrap_or_default();
    format!("{before}{number}{after}")
}
