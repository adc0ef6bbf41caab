use huiyin_testkit::{Clock, Estate, on_both};

#[tokio::test]
async fn an_estate_can_be_built() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
    })
    .await;
}
