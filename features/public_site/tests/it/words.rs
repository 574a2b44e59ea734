//! How the pages speak (ux.md L-09): formal, no blame, and no word that hurts.

/// Words that stand in no text of the public door.
const NEVER: [&str; 10] =
    ["đối tượng", "con mồi", "gái", "tự nguyện đi", "nhẹ dạ", "cả tin", "dễ dãi", "con buôn", "gạ gẫm", "món hàng"];

#[test]
fn no_text_of_the_public_door_blames_or_hurts() {
    for text in [include_str!("../../messages/vi.ftl"), include_str!("../../../../foundation/web/messages/vi.ftl")] {
        for line in text.lines().filter(|line| line.starts_with("public-")) {
            let lower = line.to_lowercase();
            for word in NEVER {
                assert!(!lower.contains(word), "“{word}” in {line}");
            }
        }
    }
}

#[test]
fn the_exit_never_claims_to_hide_everything() {
    let lines = include_str!("../../messages/vi.ftl").lines().filter(|line| !line.starts_with("public-topic-"));
    let text = lines.collect::<Vec<_>>().join("\n").to_lowercase();

    assert!(text.contains("không che được tất cả"));
    for claim in ["xoá sạch", "không ai biết", "hoàn toàn ẩn danh", "tuyệt đối an toàn", "không để lại dấu vết"]
    {
        assert!(!text.contains(claim), "{claim}");
    }
}

#[test]
fn stories_are_short_enough_to_be_read_aloud() {
    let text = include_str!("../../messages/vi.ftl");
    let stories: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("public-topic-") && line.contains("-story = "))
        .filter(|line| !line.starts_with("public-topic-story"))
        .collect();

    assert_eq!(stories.len(), 6);
    for story in stories {
        assert!(story.split_whitespace().count() <= 120, "{story}");
        assert!(story.contains(" Mẫu,"), "an invented person is plainly so: {story}");
    }
}
