app-migrated = Cơ sở dữ liệu đã ở phiên bản mới nhất.
app-init-done = Đã tạo { $n } tài khoản. Mật khẩu dưới đây chỉ hiện một lần; hãy trao riêng cho từng người và yêu cầu đổi ngay.
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
    Dừng bằng Ctrl-C.
