# lachan plan read: lời trên dòng lệnh.
plan-read-cannot-open = Không đọc được tệp; hãy kiểm tra đường dẫn và quyền truy cập.
plan-read-one-file-only = Tùy chọn --normalised chỉ dùng với một tệp; hãy đọc từng tệp một.
plan-read-cannot-write = Không ghi được tệp văn bản chuẩn hóa; hãy kiểm tra đường dẫn và quyền ghi.
plan-read-document = Văn bản: { $type } { $number ->
    [none] (chưa có số)
   *[other] số { $number }
  }
plan-read-issuer = Cơ quan ban hành: { $x }
plan-read-title = Trích yếu: { $x }
plan-read-ocr = Lưu ý: chữ được nhận dạng từ bản quét, cần đối chiếu với bản gốc.
plan-read-counts = Phần, mục: { $sections }; nhiệm vụ: { $tasks }; chỉ tiêu: { $targets }; chế độ báo cáo: { $reports }; đợt, ngày cao điểm: { $campaigns }
plan-read-leads = Nhiệm vụ theo cơ quan chủ trì:
plan-read-lead = { $agency }: { $n }
plan-read-no-lead = chưa nêu cơ quan chủ trì
plan-read-dated = Nhiệm vụ có thời hạn: { $n }
plan-read-notes = Cần xem lại:
plan-read-note = { $kind ->
    [no_number_line] Không thấy dòng số, ký hiệu
    [blank_number] Số văn bản để trống
    [blank_date] Ngày ban hành để trống
    [date_from_title] Không thấy ngày ban hành; năm lấy theo trích yếu
    [repeated_label] Số thứ tự lặp lại
    [type_symbol_mismatch] Tên loại và ký hiệu của văn bản viện dẫn không khớp
    [doubtful_agency] Cấp của cơ quan không khớp với cấp ban hành
    [agency_abolished] Cơ quan không còn theo tổ chức hiện hành
    [due_before_issue] Thời hạn trước ngày ban hành
    [no_tasks] Không thấy nhiệm vụ nào
   *[other] Cần xem
  }{ $text ->
    [none] {""}
   *[other] : { $text }
  }
