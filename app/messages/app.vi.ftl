app-migrated = Cơ sở dữ liệu đã ở phiên bản mới nhất.
app-init-done = Đã tạo { $n } tài khoản. Mã kích hoạt dưới đây chỉ hiện một lần, có hiệu lực 72 giờ; trao tận tay từng người để họ tự đặt mật khẩu tại trang “Kích hoạt tài khoản”.
app-check-database-yes = Mở được cơ sở dữ liệu, lược đồ đã đủ.
app-check-database-no = Không mở được cơ sở dữ liệu.
app-check-statements-yes = Mọi câu lệnh đều chạy được trên cơ sở dữ liệu này.
app-check-statements-no = Có câu lệnh không chạy được trên cơ sở dữ liệu này: hãy chạy “lachan migrate”.
app-check-territory-yes = Đã nạp danh mục đơn vị hành chính.
app-check-territory-no = Chưa nạp danh mục đơn vị hành chính: hãy chạy “lachan init”.
app-check-accounts-yes = Đã có tài khoản đăng nhập.
app-check-accounts-no = Chưa có tài khoản nào: hãy chạy “lachan init”.
app-import-no-unit = Không có đơn vị nào mang mã { $x }.
app-import-done = Đã đưa vào thành dự thảo, mã kế hoạch { $x }. Mở trang “Kế hoạch” để rà soát và ban hành.
app-demo-ready = Lá Chắn – bản dùng thử với dữ liệu hoàn toàn hư cấu: { $address }
app-demo-public = Cửa công khai (người dân): { $address }
app-demo-accounts = Tài khoản dùng thử (mật khẩu chung: { $password }):
app-demo-first =
    Thử trước tiên:
      1. Đăng nhập bằng tài khoản đầu tiên: trang “Việc của tôi” cho thấy việc quá hạn, việc tuần này, việc chờ duyệt.
      2. Mở “Kế hoạch” → “Nhập kế hoạch”, tải lên một tệp kế hoạch của đơn vị (txt, docx, pdf) và xem hệ thống đọc ra từng nhiệm vụ.
      3. Mở một kế hoạch → “Tiến độ”, rồi tải “Báo cáo kết quả thực hiện” bản Word.
app-demo-tips =
    {"  "}4. Đăng nhập bằng “truc.suoimo” hoặc “truc.tinh”, mở “Tin báo”: hàng chờ, sổ tiếp nhận, tin được chuyển đến chờ ký nhận.
    {"  "}5. Mở cửa công khai, chọn “Xem trả lời” (/ma), nhập mã { $receipt } để thấy hộp thư của người báo tin.
    {"  "}6. Mở /mo-phong/zalo ở cửa công khai: viết như người dân nhắn Zalo, tin vào hàng chờ của Công an tỉnh.
    {"  "}7. Mở “Đường dây nóng” bằng “truc.suoimo”: ghi một cuộc gọi, đóng trình duyệt, đăng nhập lại, phiếu vẫn còn.
    Dừng bằng Ctrl-C.
app-units-no-file = Không mở được tệp { $x }.
app-units-no-date = “{ $x }” không phải là ngày. Hãy ghi như 01/01/2027.
app-units-no-plan = Không đọc được phương án: { $x }
app-units-no-facts = Phương án thiếu tên (title) hoặc căn cứ (citation).
app-units-title = Nạp danh mục { $x }
app-units-level = { $x }: { $n } → { $m }
app-units-tally = { $x }: trước { $n }, sau { $m }, chuyển chỗ { $k }
app-units-agencies = Cơ quan kết thúc { $n }, lập mới { $m }{ $x }
app-units-same = Danh mục không khác danh mục hiện hành.
app-units-shown = Chưa thay đổi gì. Thêm --apply để áp dụng.
app-units-applied = Đã áp dụng.
app-user-added = Đã thêm tài khoản { $x }. Mã kích hoạt (chỉ hiện một lần, có hiệu lực 72 giờ):
app-user-invited = Mã kích hoạt mới của { $x } (chỉ hiện một lần, có hiệu lực 72 giờ):
app-user-waits = Đã đề xuất cấp lại cho { $x }. Người thứ hai xác nhận ở trang “Tài khoản”, sau khi gặp trực tiếp, rồi in phiếu mã.
app-user-disabled = Đã đóng tài khoản { $x }; mọi phiên đang mở đã kết thúc.
app-user-none = Chưa có tài khoản nào.
app-user-state-active = đang dùng
app-user-state-invited = chờ kích hoạt
app-user-state-disabled = đã đóng
