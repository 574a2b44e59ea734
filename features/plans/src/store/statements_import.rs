db::statements! {
}
