//! The provider over the network: what it says about itself, and a code for a token.

use std::time::Duration;

use openidconnect::core::{CoreAuthenticationFlow, CoreProviderMetadata, CoreTokenType};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, IdTokenFields, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, StandardTokenResponse, TokenResponse, reqwest,
};

use crate::token::{Expected, Identity, Refused, Rest, verify};

/// Seconds that the provider has for an answer. Somebody waits at a door.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone)]
pub struct Settings {
    pub issuer: String,
    pub client_id: String,
    /// None for a public client: PKCE alone.
    pub client_secret: Option<String>,
    /// Our own address that the provider sends people back to.
    pub redirect: String,
    pub person_claim: Option<String>,
    pub groups_claim: Option<String>,
    /// More to ask for than `openid`: `groups`, where the provider wants that.
    pub scopes: Vec<String>,
    /// The certificate of an authority that the provider's is signed by, as PEM, when it is the organisation's own.
    pub authority: Option<Vec<u8>>,
}

/// The provider did not answer, or not as it should.
#[derive(Debug, thiserror::Error)]
pub enum NotReached {
    #[error("the identity provider's settings: {0}")]
    Settings(String),
    #[error("the identity provider did not tell about itself: {0}")]
    Discovery(String),
    #[error("the identity provider gave no token: {0}")]
    Exchange(String),
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// What a sign-in begins with: three secrets of at least 256 bits, kept with the browser that began it.
#[derive(Clone, Copy)]
pub struct Begun<'a> {
    pub state: &'a str,
    pub nonce: &'a str,
    /// 43 to 128 letters and digits.
    pub verifier: &'a str,
}

type Fields = IdTokenFields<
    Rest,
    EmptyExtraTokenFields,
    openidconnect::core::CoreGenderClaim,
    openidconnect::core::CoreJweContentEncryptionAlgorithm,
    openidconnect::core::CoreJwsSigningAlgorithm,
>;
type Client = openidconnect::Client<
    Rest,
    openidconnect::core::CoreAuthDisplay,
    openidconnect::core::CoreGenderClaim,
    openidconnect::core::CoreJweContentEncryptionAlgorithm,
    openidconnect::core::CoreJsonWebKey,
    openidconnect::core::CoreAuthPrompt,
    openidconnect::StandardErrorResponse<openidconnect::core::CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    openidconnect::core::CoreTokenIntrospectionResponse,
    openidconnect::core::CoreRevocableToken,
    openidconnect::core::CoreRevocationErrorResponse,
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

pub struct Provider {
    settings: Settings,
    http: reqwest::Client,
}

impl Provider {
    /// Asks the provider nothing yet.
    pub fn new(settings: Settings) -> Result<Self, NotReached> {
        let wrong = |e: &dyn std::fmt::Display| NotReached::Settings(e.to_string());
        IssuerUrl::new(settings.issuer.clone()).map_err(|e| wrong(&e))?;
        RedirectUrl::new(settings.redirect.clone()).map_err(|e| wrong(&e))?;
        let mut http = reqwest::Client::builder()
            // A provider that redirects would let somebody else choose whom we ask.
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .no_proxy();
        if let Some(pem) = &settings.authority {
            http = http.add_root_certificate(reqwest::Certificate::from_pem(pem).map_err(|e| wrong(&e))?);
        }
        Ok(Self {
            http: http.build().map_err(|e| wrong(&e))?,
            settings,
        })
    }

    /// What the provider says about itself, with its keys: asked anew for each sign-in, so that keys may change.
    async fn discovered(&self) -> Result<CoreProviderMetadata, NotReached> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|e| NotReached::Settings(e.to_string()))?;
        CoreProviderMetadata::discover_async(issuer, &self.http)
            .await
            .map_err(|e| NotReached::Discovery(e.to_string()))
    }

    fn client(&self, metadata: CoreProviderMetadata) -> Result<Client, NotReached> {
        let redirect =
            RedirectUrl::new(self.settings.redirect.clone()).map_err(|e| NotReached::Settings(e.to_string()))?;
        Ok(Client::from_provider_metadata(
            metadata,
            ClientId::new(self.settings.client_id.clone()),
            self.settings.client_secret.clone().map(ClientSecret::new),
        )
        .set_redirect_uri(redirect))
    }

    /// The address at the provider to send the browser to.
    pub async fn begin(&self, begun: Begun<'_>) -> Result<String, NotReached> {
        let client = self.client(self.discovered().await?)?;
        let (state, nonce) = (begun.state.to_owned(), begun.nonce.to_owned());
        let verifier = PkceCodeVerifier::new(begun.verifier.to_owned());
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        for scope in &self.settings.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        Ok(request.url().0.to_string())
    }

    /// A code for a token, and the token for whoever signed in. `now` in seconds since 1970.
    pub async fn finish(&self, code: &str, begun: Begun<'_>, now: i64) -> Result<Identity, NotReached> {
        let metadata = self.discovered().await?;
        let keys = metadata.jwks().clone();
        let response = self
            .client(metadata)?
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|e| NotReached::Exchange(e.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(begun.verifier.to_owned()))
            .request_async(&self.http)
            .await
            .map_err(|e| NotReached::Exchange(e.to_string()))?;
        let token = response
            .id_token()
            .ok_or_else(|| NotReached::Exchange("no ID token".into()))?
            .to_string();
        let expected = Expected {
            issuer: &self.settings.issuer,
            client_id: &self.settings.client_id,
            nonce: begun.nonce,
            person_claim: self.settings.person_claim.as_deref(),
            groups_claim: self.settings.groups_claim.as_deref(),
            now,
        };
        Ok(verify(&token, &keys, &expected)?)
    }
}
