import type { DomainExamples, SeenExample } from '../examples/example.ts';
import {
  apiExchange,
  authorization,
  cibaRequest,
  exchange,
  jwt,
  logout,
  poll,
  pscCalls,
  refresh,
  type TestCall,
  tokens,
  userinfo,
} from '../examples/psc.ts';
import { type Side, seenExample } from '../examples/seen.ts';

/** What a product did on the wire, on each side, told and shown. */
function wire(right: Side<TestCall>, wrong: Side<TestCall>): SeenExample {
  return seenExample(pscCalls, { right, wrong });
}
const idToken = String(tokens({ sub: 's' })['id_token']);
const signedIn = exchange({}, { answer: tokens({ sub: 's' }) });
const refused = refresh({ status: 400, answer: { error: 'invalid_grant' }, attribution: 'inconnue' });

export const examples: DomainExamples = {
  'psc.adresse-retour': {
    ...wire(
      ['redirect_uri=https://produit.test/retour, déclarée ; la même à l’échange du code', authorization(), exchange()],
      [
        'redirect_uri=https://produit.test/retour/ : une barre finale que la déclaration n’a pas',
        authorization({ redirect_uri: 'https://produit.test/retour/' }),
      ],
    ),
    parameters: { adresses: ['https://produit.test/retour'] },
  },
  'psc.choix-activite': {
    read: { right: { choix: ['CABINET A (libéral)', 'CLINIQUE B (salarié)'] }, wrong: { choix: [] } },
    parameters: { activites: ['CABINET A', 'CLINIQUE B'] },
  },
  'psc.ciba': wire(
    ['binding_message=42 ; une interrogation 5 s après l’autre', cibaRequest(), poll(5_000), poll(10_000)],
    ['binding_message=42 ; une interrogation par seconde', cibaRequest(), poll(1_000), poll(2_000)],
  ),
  'psc.ciba-affichage': {
    read: {
      right: { message: 'Vérifiez que votre e-CPS affiche 07' },
      wrong: { message: 'Confirmez la connexion sur votre e-CPS' },
    },
    parameters: { chiffres: '07' },
  },
  'psc.deconnexion': {
    ...wire(
      ['le bouton appelle logout?id_token_hint=<jeton de la session>', signedIn, logout({ id_token_hint: idToken })],
      ['le bouton ne ferme que la session du produit', signedIn, userinfo()],
    ),
    parameters: { par: 'utilisateur' },
  },
  'psc.ecran-connexion': {
    read: {
      right: { moyens: ['S’identifier avec Pro Santé Connect'], conditions: 'Connexion par Pro Santé Connect : …' },
      wrong: { moyens: ['Mot de passe'], conditions: 'Ce logiciel est réservé au cabinet.' },
    },
  },
  'psc.etat-nonce': wire(
    ['state=wJ3k9Zq0Vb7LmTx2, nonce=pR8sYc4Hd1NfGa6U', authorization()],
    ['state=12345, un compteur, et aucun nonce', authorization({ state: '12345', nonce: '' })],
  ),
  'psc.jeton-faux': {
    ...wire(
      ['id_token dont le nonce est d’un autre : plus aucun appel', authorization(), exchange({ nonce: 'autre' })],
      [
        'id_token dont le nonce est d’un autre : l’userinfo est lu tout de même',
        authorization(),
        exchange({ nonce: 'autre' }),
        userinfo(),
      ],
    ),
    parameters: { panne: 'nonce_faux' },
  },
  'psc.liaison': wire(
    ['échange de jeton en TLS mutuel, jeton lié au certificat (cnf)', apiExchange()],
    ['échange de jeton sans certificat client', apiExchange({}, { peer: null })],
  ),
  'psc.mire': wire(
    [
      'après la déconnexion, la mire est montrée et l’utilisateur y répond',
      { ...authorization(), status: 200, attribution: 'inconnue' },
      { ...authorization(), method: 'POST' },
    ],
    ['après la déconnexion, le code revient sans que la mire soit montrée', authorization(), exchange()],
  ),
  'psc.rafraichissement': {
    ...wire(
      ['grant_type=refresh_token à 110 s', exchange(), userinfo(), refresh({ after: 110_000 })],
      [
        'à 130 s, l’userinfo est lu avec le jeton d’accès de 120 s',
        exchange(),
        userinfo({ sub: 's' }, { after: 130_000 }),
        { ...refused, after: 131_000 },
      ],
    ),
    parameters: { attendu: 'rafraichissement' },
  },
  'psc.requete': wire(
    ['response_type=code&scope=openid scope_all&acr_values=eidas1', authorization()],
    ['response_type=code&scope=openid&acr_values=eidas1', authorization({ scope: 'openid' })],
  ),
  'psc.retour-deconnexion': {
    read: {
      right: { utilisateur: '', erreur: '' },
      wrong: { utilisateur: '', erreur: 'Paramètre state manquant' },
    },
  },
  'psc.retour-faux': {
    ...wire(
      ['retour dont le state est d’un autre : le code n’est pas échangé', authorization()],
      ['retour dont le state est d’un autre : le code est échangé tout de même', authorization(), exchange()],
    ),
    parameters: { panne: 'etat_faux' },
  },
  'psc.secret-serveur': wire(
    ['le serveur échange le code, en Authorization: Basic', authorization(), exchange()],
    [
      'la page échange le code : Origin: https://produit.test, aucun secret',
      authorization(),
      exchange({}, { headers: [['Origin', 'https://produit.test']] }),
    ],
  ),
  'psc.tolerance': {
    ...wire(
      ['id_token acr=eidas2 (carte) : l’userinfo est lu, la session s’ouvre', exchange({ acr: 'eidas2' }), userinfo()],
      [
        'id_token acr=eidas2 (carte) : le produit redemande une autorisation',
        exchange({ acr: 'eidas2' }),
        userinfo(),
        authorization(),
      ],
    ),
    parameters: { variante: 'eidas2' },
  },
  'psc.trace': {
    read: {
      right: {
        lignes: [
          {
            date: '22/11/2026 10:30:00',
            service: 'INSi',
            authentification: 'Pro Santé Connect',
            identifiant: '899900000017',
          },
        ],
      },
      wrong: {
        lignes: [
          { date: '22/11/2026 10:30:00', service: 'INSi', authentification: 'Certificat du logiciel', identifiant: '' },
        ],
      },
    },
    parameters: { service: 'INSi', identifiant: '899900000017' },
  },
  'psc.userinfo-faux': wire(
    ['userinfo dont le sub est d’un autre : plus aucun appel', exchange(), userinfo(jwt({ sub: 'autre' }))],
    [
      'userinfo dont le sub est d’un autre : le jeton est rafraîchi',
      exchange(),
      userinfo(jwt({ sub: 'autre' })),
      refresh(),
    ],
  ),
  'psc.utilisateur': {
    read: { right: { identifiant: '899900000017' }, wrong: { identifiant: '899900000025' } },
    parameters: { identifiant: '899900000017' },
  },
};
