import { sampleSigner, signCanonical } from '../../core/index.ts';
import type { DomainExamples, RuleExample } from '../examples/index.ts';
import {
  assertedRequest,
  cardAssertion,
  cardSubject,
  type ExchangeChanges,
  echanges,
  insiRequest,
} from '../examples/insi.ts';

const call = (prenom: string, ids = '1'): ExchangeChanges => ({
  body: insiRequest({ message: `m-${ids}`, bam: `b-${ids}`, lps: `l-${ids}` }).replace('DOMINIQUE', prenom),
});

const several =
  '<r:RESULTAT xmlns:r="http://www.cnamts.fr/INSiResultat"><r:CR><r:CodeCR>02</r:CodeCR><r:LibelleCR>Plusieurs identites trouvees</r:LibelleCR></r:CR></r:RESULTAT>';
const place = '<i:LieuNaissance>2A020</i:LieuNaissance>';
const withoutPlace = insiRequest().replace(place, '');

/** What the wire showed, told and given. */
function wire(right: [string, ExchangeChanges[]], wrong: [string, ExchangeChanges[]]): RuleExample {
  const sides = { right, wrong };
  return { seen: { right: right[0], wrong: wrong[0] }, inputs: (side) => echanges(...sides[side][1]) };
}

export const examples: DomainExamples = {
  'insi.enveloppe': { file: 'insi', right: 'rechercherInsAvecTraitsIdentite', wrong: 'rechercherIns' },
  'insi.contexte-bam': { file: 'insi', right: 'Version="01_02"', wrong: 'Version="01_00"' },
  'insi.contexte-lps': { file: 'insi', right: '<IDAM R="4">1234567890</IDAM>', wrong: '<IDAM R="4"/>' },
  'insi.corps': { file: 'insi', right: '<i:Prenom>DOMINIQUE</i:Prenom>', wrong: '<i:Prenom>Dominique</i:Prenom>' },
  'insi.identifiants': { file: 'insi', right: '<a:MessageID>uuid:m-1</a:MessageID>', wrong: '' },
  'insi.corps-vitale': {
    file: 'insi-vitale',
    right: '<v:NumIdentifiant>2751263220749</v:NumIdentifiant><v:Cle>74</v:Cle>',
    wrong: '<v:NumIdentifiant>275126322074974</v:NumIdentifiant>',
  },
  'insi.assertion': { file: 'insi-vitale', right: 'NameQualifier="CPS"', wrong: 'NameQualifier="MEDECIN"' },
  'insi.signature': {
    seen: {
      right: 'L’assertion part telle que la carte l’a signée.',
      wrong: 'Le numéro de facturation de l’assertion change après sa signature.',
    },
    async inputs(side) {
      const card = await sampleSigner({ name: cardSubject });
      const body = assertedRequest(signCanonical(cardAssertion(), '_p1', card));
      return echanges({ body: side === 'right' ? body : body.replace('>991130972<', '>991130973<') });
    },
  },
  'insi.emetteur': wire(
    ['L’Emetteur des deux contextes est l’OU du certificat présenté, 10B0152872.', [{}]],
    [
      'L’Emetteur est le FINESS de l’établissement, alors que l’OU du certificat est 10B0152872.',
      [{ body: insiRequest().replaceAll('<Emetteur>10B0152872<', '<Emetteur>630000018<') }],
    ],
  ),
  'insi.certificat': wire(
    ['La connexion présente un certificat CN=INSI-AUTO.', [{}]],
    [
      'La connexion présente le certificat d’authentification du DMP.',
      [{ subject: 'C=FR\nO=Structure de test\nOU=10B0152872\nCN=DMP-AUTH' }],
    ],
  ),
  'insi.aucun-appel': wire(
    ['L’identité est fictive : rien ne part vers INSi.', []],
    ['L’identité est fictive, et l’appel part quand même.', [{}]],
  ),
  'insi.nombre-appels': {
    ...wire(
      ['Le téléservice répond une erreur ; le produit a appelé une fois.', [{}]],
      ['Le téléservice répond une erreur ; le produit relance seul, trois fois en tout.', [{}, {}, {}]],
    ),
    parameters: { appels: 1 },
  },
  'insi.prenoms': {
    ...wire(
      ['OLA est essayé (01), puis CATARINA (00).', [call('OLA'), call('CATARINA', '2')]],
      ['OLA et CATARINA partent d’emblée ensemble.', [call('OLA CATARINA')]],
    ),
    parameters: { essais: ['OLA', 'CATARINA'] },
  },
  'insi.relance': {
    ...wire(
      ['Retour 02 : le produit relance avec le lieu de naissance.', [{ body: withoutPlace, response: several }, {}]],
      ['Retour 02 : le produit s’arrête là.', [{ body: withoutPlace, response: several }]],
    ),
    parameters: { lieuNaissance: '2A020' },
  },
};
