//! A pretended OS2mo with a small organisation, for trying the connection:
//! `cargo run -p os2mo --example pretended -- 8090`, and `os2mo_url = "http://127.0.0.1:8090/graphql/v25"` with a token
//! file that holds `a-bearer-token`.

#[path = "../tests/fake/mod.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod fake;

#[tokio::main]
async fn main() {
    let port = std::env::args()
        .nth(1)
        .and_then(|port| port.parse().ok())
        .unwrap_or(8090);
    let fake = fake::Fake::start(fake::small(), port).await;
    fake.told().events = ["one".to_owned()].into();
    println!("{}", fake.url());
    std::future::pending::<()>().await;
}
