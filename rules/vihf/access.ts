import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { attributePath, attributeTexts, codedValues, purposeName, type Vihf } from './assertion.ts';
import { modeOf } from './texts.ts';

const confidentialityName = 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code';
/** JDV_J64 holds one code: the secret connection of a minor. */
const secretConnection = 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13';
/** Of VIHF 1.0 (facts, VIHF §2.3). */
const former = ['Profession', 'Mode_Acces', 'LPS_Type'];

/** Judges what the access asked for goes with: its reason, its mode of authentication, the secret connection (VIHF-09). */
export function accessFindings(vihf: Vihf, acces: string): Finding[] {
  const asked = codedValues(vihf, purposeName, 'PurposeOfUse').map(({ code }) => code);
  // Glass that was not to be broken is told by the access itself.
  const breaks = acces === 'bris_de_glace' && asked.includes(acces);
  return [...secret(vihf), ...(breaks ? breakingGlass(vihf) : []), ...deposit(vihf), ...leftover(vihf)];
}

function secret(vihf: Vihf): Finding[] {
  const found = attributeTexts(vihf, confidentialityName);
  return unless(found.length <= 1 && found.every((value) => value === secretConnection), {
    code: 'connexion-secrete',
    where: vihf.at(`/${attributePath(confidentialityName)}`),
    expected: `${secretConnection} ou rien`,
    got: found,
    message: 'La restriction d’audience du VIHF n’est pas de JDV_J64.',
    remedy: `N’écrivez cet attribut que pour la connexion secrète d’un mineur, de valeur ${secretConnection} ; sinon retirez-le.`,
  });
}

// The sheets of rights are told for information and the DMP enforces them: a warning (facts, DMP §8 and VIHF §2.4b).
function breakingGlass(vihf: Vihf): Finding[] {
  const mode = modeOf(vihf);
  const reasons = attributeTexts(vihf, 'Mode_Acces_Raison').filter((reason) => reason !== '');
  return [
    ...unless(reasons.length === 1, {
      code: 'raison',
      severity: 'avertissement',
      where: vihf.at(`/${attributePath('Mode_Acces_Raison')}`),
      expected: 'la raison du bris de glace',
      got: reasons,
      message: 'Le bris de glace ne dit pas sa raison.',
      remedy:
        'Demandez sa raison à l’utilisateur avant le bris de glace et écrivez-la dans l’attribut Mode_Acces_Raison.',
    }),
    ...unless(mode !== 'INDIRECTE', {
      code: 'bris-de-glace-indirect',
      severity: 'avertissement',
      where: vihf.at(`/${attributePath(purposeName)}`),
      expected: 'DIRECTE ou INDIRECTE_RENFORCEE',
      got: mode,
      message: 'Le DMP n’ouvre pas le bris de glace à l’authentification indirecte simple.',
      remedy: 'Proposez le bris de glace par carte (DIRECTE) ou en AIR (INDIRECTE_RENFORCEE) seulement.',
    }),
  ];
}

function deposit(vihf: Vihf): Finding[] {
  const feeds = vihf.request.transaction === 'TD2.1';
  return unless(!feeds || modeOf(vihf) !== 'INDIRECTE_RENFORCEE', {
    code: 'depot-en-air',
    severity: 'avertissement',
    where: vihf.at(`/${attributePath('Authentification_Mode')}`),
    expected: 'DIRECTE ou INDIRECTE',
    got: 'INDIRECTE_RENFORCEE',
    message: 'Le DMP n’est pas alimenté en AIR (PDT-INF-606) : il refusera ce dépôt.',
    remedy: 'Gardez l’authentification DIRECTE ou INDIRECTE pour TD2.1, l’AIR pour la consultation.',
  });
}

function leftover(vihf: Vihf): Finding[] {
  const found = former.filter((name) => attributeTexts(vihf, name).length > 0);
  return unless(found.length === 0, {
    code: 'attribut-ancien',
    severity: 'avertissement',
    where: vihf.at('/saml:AttributeStatement'),
    expected: 'les attributs de la version annoncée',
    got: found,
    message: 'Le VIHF porte des attributs de la version 1.0.',
    remedy: `Retirez ${former.join(', ')} : le rôle, PurposeOfUse et LPS_Nom les remplacent.`,
  });
}
