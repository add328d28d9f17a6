import type { ServiceOperation } from '../operation.ts';

/** What the mocked Pro Santé Connect does: its endpoints and grants, then those of an API Pro Santé Connectée (docs/psc.md). */
export const pscOperations: readonly ServiceOperation[] = [
  {
    id: 'wallet-openid-configuration',
    title: 'Découverte, à son chemin propre',
    status: 'fidele',
    source: 'Document relevé sur le bac à sable ; les valeurs sont réduites à ce que le banc fait vraiment.',
    tests: [
      'mocks/psc/discovery.test.ts › is at the path of PSC, with an authorization endpoint outside the realm',
      'mocks/psc/discovery.test.ts › announces no address that answers nothing',
      'mocks/psc/discovery.test.ts › has only members of the captured document, with values of it',
    ],
  },
  {
    id: 'certs',
    title: 'Clés publiques, et changement de clé',
    status: 'deduit',
    source: 'Point d’accès relevé. Déduit : les anciennes clés restent publiées, comme dans Keycloak.',
    tests: [
      'mocks/psc/discovery.test.ts › change on demand, the former staying published so that its tokens verify',
      'mocks/psc/discovery.test.ts › may be withdrawn, and their tokens with them',
      'test/peers/psc.peer.test.ts › finds the identity token signed by the published key',
    ],
  },
  {
    id: 'auth',
    title: 'Autorisation : page de connexion, e-CPS ou carte, retour au produit',
    status: 'deduit',
    source:
      'Paramètres et retour documentés (ANS, CI-SIS) : state obligatoire, redirect_uri exacte. La page est celle du banc. Codes et textes d’erreur : ceux de Keycloak, dont Pro Santé Connect est fait (déduit).',
    tests: [
      'mocks/psc/authorization.test.ts › sends the browser back with the state, the session and the issuer',
      'mocks/psc/authorization.test.ts › shows the page again to nobody whose session is open',
      'mocks/psc/authorization.test.ts › says that the user refused',
      'test/peers/psc.peer.test.ts › comes back to the product once a button is pressed',
    ],
  },
  {
    id: 'ext/par/request',
    title: 'Requête d’autorisation poussée (PAR)',
    status: 'deduit',
    source: 'Annoncée par la découverte ; forme de la RFC 9126. Durée d’une minute et erreurs : Keycloak (déduit).',
    tests: [
      'mocks/psc/authorization.test.ts › give a name that lives a minute',
      'mocks/psc/authorization.test.ts › are what the browser asks for, once',
      'test/peers/psc-openid-client.peer.test.ts › pushes its request before sending the browser',
    ],
  },
  {
    id: 'client_secret_basic',
    title: 'Authentification du service par secret, en en-tête ou dans le formulaire (client_secret_post)',
    status: 'deduit',
    source:
      'Méthodes annoncées par la découverte. Codes et textes d’erreur : ceux de Keycloak, dont Pro Santé Connect est fait (déduit).',
    tests: [
      'mocks/psc/client-authentication.test.ts › takes %s',
      'mocks/psc/client-authentication.test.ts › refuses %s',
      'test/peers/psc-openid-client.peer.test.ts › proves who it is by %s',
    ],
  },
  {
    id: 'client_secret_jwt',
    title: 'Authentification du service par assertion signée (client_secret_jwt, private_key_jwt)',
    status: 'deduit',
    source:
      'Méthodes et algorithmes annoncés par la découverte ; contrôles de la RFC 7523. Codes et textes d’erreur : ceux de Keycloak, dont Pro Santé Connect est fait (déduit).',
    tests: [
      'mocks/psc/client-authentication.test.ts › takes %s',
      'mocks/psc/client-authentication.test.ts › takes an assertion once',
      'mocks/psc/client-authentication.test.ts › refuses an unsigned assertion',
    ],
  },
  {
    id: 'tls_client_auth',
    title: 'Authentification du service par certificat',
    status: 'deduit',
    source:
      'Méthode annoncée par la découverte ; sujet du certificat déclaré avec le service (RFC 8705 §2). Codes et textes d’erreur : ceux de Keycloak, dont Pro Santé Connect est fait (déduit).',
    tests: [
      'mocks/psc/api.test.ts › takes the certificate that the service registered',
      'test/peers/psc-openid-client.peer.test.ts › proves who it is by the certificate of its organisation',
    ],
  },
  {
    id: 'token:authorization_code',
    title: 'Échange du code, avec ou sans PKCE (S256, plain)',
    status: 'deduit',
    source:
      'Requête, réponse et durées (2 min, 30 min) documentées. Durée du code : une minute, comme Keycloak (déduit). Codes et textes d’erreur : ceux de Keycloak, dont Pro Santé Connect est fait (déduit).',
    tests: [
      'mocks/psc/token-endpoint.test.ts › gives what PSC gives, for two and thirty minutes',
      'mocks/psc/token-endpoint.test.ts › verifies the proof of PKCE, %s',
      'mocks/psc/token-endpoint.test.ts › withdraws what it gave when it comes a second time',
      'test/peers/psc-openid-client.peer.test.ts › signs in with PKCE, reads the user, refreshes, introspects and revokes',
    ],
  },
  {
    id: 'acr',
    title: 'Niveaux eidas1 et eidas2 (authMode, auth_level)',
    status: 'fidele',
    source: 'Relevé en 2026 sur la production : eidas2 et authMode CARD avec une carte, eidas1 sinon.',
    tests: [
      'mocks/psc/token-endpoint.test.ts › says eidas2 of a card, as production does',
      'mocks/psc/token-endpoint.test.ts › chooses %s whatever the means',
    ],
  },
  {
    id: 'token:refresh_token',
    title: 'Rafraîchissement',
    status: 'deduit',
    source:
      'Durées documentées : 30 min, session de 4 h et 30 min sans usage. La rotation ne l’est pas : l’ancien jeton sert jusqu’à son terme, comme par défaut dans Keycloak.',
    tests: [
      'mocks/psc/token-endpoint.test.ts › renews until the session has been open for four hours',
      'mocks/psc/token-endpoint.test.ts › is dead after thirty minutes',
      'mocks/psc/token-endpoint.test.ts › never lives longer than its session',
      'test/contract/twenty-four-hours.test.ts › sign its user in again every four hours, and at no other time',
    ],
  },
  {
    id: 'ext/ciba/auth',
    title: 'CIBA : demande de connexion sur l’appareil du professionnel',
    status: 'deduit',
    source:
      'Paramètres et réponse documentés (ANS, Proxy e-Santé). Déduit : channel vaut MOBILE s’il est absent, refus d’un message qui n’est pas de deux chiffres. Codes et textes d’erreur : ceux de Keycloak, dont Pro Santé Connect est fait (déduit).',
    tests: [
      'mocks/psc/ciba.test.ts › is acknowledged for two minutes',
      'mocks/psc/ciba.test.ts › is refused when its message is not two digits: %s',
      'test/peers/psc-openid-client.peer.test.ts › polls a CIBA request until its user accepts',
    ],
  },
  {
    id: 'token:ciba',
    title: 'CIBA : interrogation (poll)',
    status: 'deduit',
    source:
      'authorization_pending documenté ; slow_down, expired_token et access_denied : normes et Keycloak (déduit). Intervalle de 5 s : défaut de Keycloak.',
    tests: [
      'mocks/psc/ciba.test.ts › waits for the user, in the words of PSC',
      'mocks/psc/ciba.test.ts › must leave the interval between two',
      'mocks/psc/ciba.test.ts › gives tokens once the user accepted, once',
      'test/peers/psc-openid-client.peer.test.ts › is told that the user refused a CIBA request',
    ],
  },
  {
    id: 'e-cps',
    title: 'Page qui tient lieu de l’application e-CPS',
    status: 'non_documente',
    source: 'Aucun texte public ne la décrit : page du banc, où accepter ou refuser les demandes CIBA.',
    tests: [
      'mocks/psc/ciba.test.ts › shows the two digits of each request that waits',
      'mocks/psc/ciba.test.ts › decides: %s',
    ],
  },
  {
    id: 'userinfo',
    title: 'Identité : JSON ou application/jwt',
    status: 'fidele',
    source: 'Exemples publiés par l’ANS (deux activités, cinq activités, minimal) ; hors RPPS : noms seulement.',
    tests: [
      'mocks/psc/session-endpoints.test.ts › tells the national id, the profession and the activities',
      'mocks/psc/session-endpoints.test.ts › gives every activity of every exercise of %s',
      'mocks/psc/session-endpoints.test.ts › has names only for someone outside the RPPS',
      'mocks/psc/session-endpoints.test.ts › is a signed token for a service that registered so',
      'test/peers/psc-openid-client.peer.test.ts › reads a userinfo that is a signed token',
    ],
  },
  {
    id: 'token/introspect',
    title: 'Introspection',
    status: 'fidele',
    source:
      'Membres documentés par l’ANS ; SubjectNameID pour un jeton d’accès seulement. Codes et textes d’erreur : ceux de Keycloak, dont Pro Santé Connect est fait (déduit).',
    tests: [
      'mocks/psc/session-endpoints.test.ts › gives the members that the ANS documents of an access token',
      'mocks/psc/session-endpoints.test.ts › gives no SubjectNameID of a refresh token',
      'mocks/psc/session-endpoints.test.ts › is closed to strangers',
    ],
  },
  {
    id: 'revoke',
    title: 'Révocation',
    status: 'deduit',
    source:
      'Point d’accès relevé ; RFC 7009. Codes et textes d’erreur : ceux de Keycloak, dont Pro Santé Connect est fait (déduit).',
    tests: [
      'mocks/psc/session-endpoints.test.ts › withdraws an access token alone',
      'mocks/psc/session-endpoints.test.ts › ends the session by the refresh token',
    ],
  },
  {
    id: 'logout',
    title: 'Déconnexion, GET ou POST, avec ou sans state au retour',
    status: 'deduit',
    source:
      'id_token_hint, post_logout_redirect_uri et state documentés ; le retour sans state est décrit par l’ANS. Déduit : confirmation sans id_token_hint, déconnexion de service à service.',
    tests: [
      'mocks/psc/logout.test.ts › ends the session and sends the browser back with the state',
      'mocks/psc/logout.test.ts › drops the state when that was prepared',
      'mocks/psc/logout.test.ts › is done by a service with its refresh token',
      'test/peers/psc-openid-client.peer.test.ts › signs out, and is sent back with its state',
    ],
  },
  {
    id: 'backchannel-logout',
    title: 'Déconnexion annoncée aux autres services (back-channel et front-channel)',
    status: 'deduit',
    source: 'Annoncée par la découverte ; forme des normes OpenID. L’enregistrement des adresses n’est pas public.',
    tests: [
      'mocks/psc/logout.test.ts › are told by a signed token, and by a frame of the browser',
      'mocks/psc/logout.test.ts › keep nobody from leaving when they do not answer, and the outcome is kept',
    ],
  },
  {
    id: 'login-status-iframe.html',
    title: 'État de la session (check-session)',
    status: 'deduit',
    source: 'Point d’accès relevé ; dialogue d’OpenID Connect Session Management.',
    tests: [
      'mocks/psc/discovery.test.ts › is framed by anyone and runs its own script only',
      'test/peers/psc.peer.test.ts › learns from the check-session frame that its session has ended',
    ],
  },
  {
    id: 'token-exchange',
    title: 'Échange de jeton à l’API Pro Santé Connectée, en TLS mutuel',
    status: 'deduit',
    source:
      'Requête, durées et jetons documentés (CI-SIS, tests du proxy de l’ANS). Durée d’une heure (CI-SIS ; le proxy de l’ANS dit quatre). Codes et textes d’erreur : ceux de Keycloak, dont Pro Santé Connect est fait (déduit).',
    tests: [
      'mocks/psc/api.test.ts › gives API tokens for an hour, and thirty minutes to refresh',
      'mocks/psc/api.test.ts › names the user and the service of the certificate',
      'mocks/psc/api.test.ts › is renewed for thirty minutes, under the same certificate',
      'mocks/psc/api.test.ts › introspects its own tokens',
      'test/peers/psc-openid-client.peer.test.ts › exchanges its token at the server of an API, under its certificate',
    ],
  },
  {
    id: 'cnf',
    title: 'Liaison des jetons au certificat, dans les deux écritures',
    status: 'fidele',
    source:
      'Écriture de l’ANS relevée (base64 de l’hexadécimal) ; écriture de la RFC 8705 pour les jetons de Pro Santé Connect.',
    tests: [
      'mocks/psc/api.test.ts › ties them to the certificate, written as %s',
      'mocks/psc/api.test.ts › bear its digest as RFC 8705 writes it',
      'mocks/psc/api.test.ts › serve under it only',
    ],
  },
  {
    id: 'signsessiondata',
    title: 'API des tests de conformité du Proxy e-Santé',
    status: 'deduit',
    source: 'OpenAPI de l’ANS. La forme de la signature n’est pas décrite : un jeton signé (déduit).',
    tests: ['mocks/psc/api.test.ts › gives the session back, signed'],
  },
];
