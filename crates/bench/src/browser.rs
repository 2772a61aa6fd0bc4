//! One kept connection, and many of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::Result;
use crate::fill::Filled;

pub struct Browser {
    port: u16,
    cookie: String,
    sender: SendRequest<Full<Bytes>>,
}

pub struct Answer {
    pub status: u16,
    /// Of the body as it came over the wire.
    pub bytes: usize,
    pub time: Duration,
    pub body: Bytes,
}

impl Browser {
    pub async fn connect(port: u16, cookie: &str) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self {
            port,
            cookie: cookie.into(),
            sender,
        })
    }

    pub async fn again(&self) -> Result<Self> {
        Self::connect(self.port, &self.cookie).await
    }

    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        let cookie = self.cookie.clone();
        self.get_as(path, &cookie).await
    }

    pub async fn get_as(&mut self, path: &str, cookie: &str) -> Result<Answer> {
        self.send("GET", path, cookie, "br", Bytes::new()).await
    }

    pub async fn get_plain(&mut self, path: &str) -> Result<String> {
        let cookie = self.cookie.clone();
        let answer = self.send("GET", path, &cookie, "identity", Bytes::new()).await?;
        Ok(String::from_utf8_lossy(&answer.body).into_owned())
    }

    pub async fn post_as(&mut self, path: &str, cookie: &str, body: String) -> Result<Answer> {
        self.send("POST", path, cookie, "identity", body.into()).await
    }

    async fn send(&mut self, method: &str, path: &str, cookie: &str, encoding: &str, body: Bytes) -> Result<Answer> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("accept-encoding", encoding)
            .header("sec-fetch-site", "same-origin")
            .header("x-autosave", "1")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", format!("grundlag={cookie}; language=da"))
            .body(Full::new(body))?;
        let began = Instant::now();
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await?.to_bytes();
        Ok(Answer {
            status,
            bytes: body.len(),
            time: began.elapsed(),
            body,
        })
    }
}

/// What a load came to.
#[derive(Default)]
pub struct Load {
    pub times: Vec<Duration>,
    pub errors: usize,
    pub lasted: Duration,
}

impl Load {
    #[expect(clippy::cast_precision_loss, reason = "thousands of requests")]
    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.lasted.as_secs_f64()
    }

    fn take(&mut self, other: Load) {
        self.times.extend(other.times);
        self.errors += other.errors;
    }
}

/// `connections` browsers, each asking again as soon as it has its answer.
pub async fn flat_out(port: u16, pages: Vec<(String, String)>, connections: usize, lasting: Duration) -> Result<Load> {
    let pages = Arc::new(pages);
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let (pages, next) = (pages.clone(), next.clone());
        tasks.push(tokio::spawn(async move {
            let mut browser = Browser::connect(port, "").await?;
            let mut load = Load::default();
            while began.elapsed() < lasting {
                let (path, cookie) = &pages[next.fetch_add(1, Ordering::Relaxed) % pages.len()];
                let answer = browser.get_as(path, cookie).await?;
                load.errors += usize::from(answer.status != 200);
                load.times.push(answer.time);
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(load)
        }));
    }
    let mut all = Load::default();
    for task in tasks {
        all.take(task.await??);
    }
    all.lasted = began.elapsed();
    Ok(all)
}

/// Leaders who each write in their own unit and save as fast as they can.
pub async fn save_flat_out(port: u16, filled: &Filled, connections: usize, lasting: Duration) -> Result<Load> {
    let began = Instant::now();
    let mut tasks = Vec::new();
    for i in 0..connections {
        let (unit, element, cookie) = (filled.units[i + 20], filled.elements[1], filled.leaders[i + 20].clone());
        tasks.push(tokio::spawn(async move {
            let mut browser = Browser::connect(port, "").await?;
            let path = format!("/units/{unit}/elements/{element}/interpretation");
            let mut load = Load::default();
            let mut seen: i64 = 1;
            while began.elapsed() < lasting {
                let answer = browser.post_as(&path, &cookie, body(seen)).await?;
                if answer.status == 200 {
                    let saved: serde_json::Value = serde_json::from_slice(&answer.body)?;
                    seen = saved["revision"].as_i64().unwrap_or(seen);
                } else {
                    load.errors += 1;
                }
                load.times.push(answer.time);
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(load)
        }));
    }
    let mut all = Load::default();
    for task in tasks {
        all.take(task.await??);
    }
    all.lasted = began.elapsed();
    Ok(all)
}

fn body(seen: i64) -> String {
    let words = "Vi+ringer+kollegaen+op+mens+borgeren+stadig+sidder+her+".repeat(6);
    format!(
        "seen={seen}&meaning=Nummer+{seen}+{words}&keep=&concrete=&leave_out=&add=&change=&why=&stop=At+sende+videre&\
         dilemma=&participants=11"
    )
}

/// `rate` requests a second whether or not the ones before have come back: nine pages to one save.
pub async fn steady(
    port: u16,
    pages: Vec<(String, String)>,
    filled: &Filled,
    rate: u32,
    lasting: Duration,
) -> Result<Load> {
    let (sender, mut answers) = tokio::sync::mpsc::unbounded_channel();
    let (free, free_browsers) = async_pool(port, 64).await?;
    let free_browsers = Arc::new(tokio::sync::Mutex::new(free_browsers));
    let began = Instant::now();
    let mut tick = tokio::time::interval(Duration::from_secs(1) / rate);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
    let writers: Vec<_> = (0..40)
        .map(|i| {
            Arc::new((
                filled.units[100 + i],
                filled.leaders[100 + i].clone(),
                tokio::sync::Mutex::new(1_i64),
            ))
        })
        .collect();
    let element = filled.elements[2];
    let mut n = 0_usize;
    while began.elapsed() < lasting {
        tick.tick().await;
        let due = Instant::now();
        n += 1;
        let (path, cookie) = pages[n % pages.len()].clone();
        let writer = n.is_multiple_of(10).then(|| writers[(n / 10) % writers.len()].clone());
        let (sender, free, browsers) = (sender.clone(), free.clone(), free_browsers.clone());
        tokio::spawn(async move {
            let browser = browsers.lock().await.recv().await;
            let Some(mut browser): Option<Browser> = browser else {
                return;
            };
            let answer = match &writer {
                None => browser.get_as(&path, &cookie).await,
                Some(writer) => {
                    let mut seen = writer.2.lock().await;
                    let path = format!("/units/{}/elements/{element}/interpretation", writer.0);
                    let answer = browser.post_as(&path, &writer.1, body(*seen)).await;
                    if let Ok(answer) = &answer
                        && let Ok(saved) = serde_json::from_slice::<serde_json::Value>(&answer.body)
                    {
                        *seen = saved["revision"].as_i64().unwrap_or(*seen);
                    }
                    answer
                }
            };
            let right = answer.as_ref().is_ok_and(|a| a.status == 200);
            let _ = sender.send((due.elapsed(), right));
            let _ = free.send(browser);
        });
    }
    drop(sender);
    let mut load = Load {
        lasted: began.elapsed(),
        ..Load::default()
    };
    while let Some((time, right)) = answers.recv().await {
        load.times.push(time);
        load.errors += usize::from(!right);
    }
    Ok(load)
}

type Pool = (
    tokio::sync::mpsc::UnboundedSender<Browser>,
    tokio::sync::mpsc::UnboundedReceiver<Browser>,
);

async fn async_pool(port: u16, connections: usize) -> Result<Pool> {
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
    for _ in 0..connections {
        let _ = sender.send(Browser::connect(port, "").await?);
    }
    Ok((sender, receiver))
}
