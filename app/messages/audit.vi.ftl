audit-whole = NGUYÊN VẸN. Nhật ký có { $size } mục, chữ ký đúng, không mục nào bị sửa, xoá hay chèn. Gốc cây: { $root }
audit-whole-since = So với điểm kiểm tra đã giữ ({ $x } mục): nhật ký chỉ dài thêm, phần cũ giữ nguyên.
audit-key-of-the-folder = Lưu ý: khoá công khai lấy từ chính thư mục nhật ký. Để chắc chắn, hãy dùng --key với khoá đã nhận từ trước.
audit-key-needed = Hãy cho biết khoá công khai của nhật ký bằng --key.
audit-fault-checkpoint = KHÔNG TIN ĐƯỢC: tệp “checkpoint” không phải điểm kiểm tra do khoá này ký, hoặc đã bị sửa.
audit-fault-trusted = KHÔNG SO SÁNH ĐƯỢC: điểm kiểm tra đã giữ không phải do khoá này ký, hoặc đã bị sửa.
audit-fault-missing = KHÔNG NGUYÊN VẸN: thiếu tệp { $path } (từ mục { $index }).
audit-fault-tile = KHÔNG NGUYÊN VẸN: tệp { $path } không khớp với các mục (từ mục { $index }).
audit-fault-short = KHÔNG NGUYÊN VẸN: nhật ký bị cắt, thiếu từ mục { $index } trở đi.
audit-fault-long = KHÔNG NGUYÊN VẸN: có phần bị chèn thêm trước mục { $index }.
audit-fault-removed = KHÔNG NGUYÊN VẸN: mục { $index } đã bị lấy ra.
audit-fault-changed = KHÔNG NGUYÊN VẸN: mục { $index } đã bị sửa.
audit-fault-form = KHÔNG NGUYÊN VẸN: mục { $index } không đúng khuôn dạng.
audit-fault-payload = KHÔNG NGUYÊN VẸN: nội dung hoặc lý do lưu kèm mục { $index } đã bị sửa.
audit-fault-number = KHÔNG NGUYÊN VẸN: mục ở vị trí { $index } mang số khác.
audit-fault-root = KHÔNG NGUYÊN VẸN: các mục không cho ra gốc cây đã ký.
audit-fault-truncated = KHÔNG NGUYÊN VẸN: nhật ký ngắn hơn trước, chỉ còn { $index } mục; phần đuôi đã bị cắt.
audit-fault-forked = KHÔNG NGUYÊN VẸN: { $index } mục đầu không còn là những mục đã ký trước đây; lịch sử đã bị viết lại.
audit-proof-holds = ĐÚNG. Nhật ký ({ $size } mục) có mục { $seq }: { $time } (giờ UTC), { $action }, { $object }, người thực hiện { $actor }.
audit-proof-fails = KHÔNG ĐÚNG. Tệp chứng minh không có giá trị: { $x }.
audit-exported = Đã xuất nhật ký vào { $folder }. Khoá công khai: { $key }
audit-no-entry = Không có mục { $x }, hoặc mục đó chưa nằm dưới điểm kiểm tra nào.
audit-proved = Đã ghi tệp chứng minh { $x }.
audit-witnessed =
    { $since ->
        [none] Đã làm chứng lần đầu: { $size } mục.
       *[other] Đã làm chứng: từ { $since } lên { $size } mục, phần cũ giữ nguyên.
    } Bản có chữ ký làm chứng: { $file }. Khoá công khai của người làm chứng: { $key }
audit-witness-refuses = TỪ CHỐI LÀM CHỨNG. Hãy báo ngay cho đơn vị giám sát nhật ký.
