import { escapeXml, type Identity } from '../../core/index.ts';
import { insiNamespaces as ns } from './namespaces.ts';
import type { InsiAnswer, InsiShape } from './program.ts';

/** An answer that finds one person. */
export type FoundAnswer = Extract<InsiAnswer, { code: '00' }>;

type Matricule = Identity['historique'][number];

/** How one producer of INSi answers writes them (facts, INSi §1.6). */
interface Style {
  /** Start tag of the envelope's body and its end tag. */
  body: [string, string];
  /** Namespace declarations of RESULTAT. */
  declarations: string;
  /** Prefix of its elements, with its colon. */
  prefix: string;
  prenom: boolean;
  listePrenom: boolean;
  comment: string;
  /** CNDA file TEST_2.04 cas 2 puts the dates first, against its own schema. */
  datesFirst: boolean;
}

const live: Style = {
  body: [`<env:Body xmlns:S="${ns.soap}" xmlns:env="${ns.soap}">`, '</env:Body>'],
  declarations: `xmlns="${ns.res}" xmlns:ns0="${ns.vit}" xmlns:ns1="${ns.sans}"`,
  prefix: '',
  prenom: false,
  listePrenom: true,
  comment: '',
  datesFirst: false,
};

const cndaFile: Style = {
  ...live,
  body: [`<S:Body xmlns:S="${ns.soap}">`, '</S:Body>'],
  declarations: `xmlns="${ns.res}" xmlns:ns2="${ns.vit}" xmlns:ns3="${ns.sans}"`,
  prenom: true,
  comment: '<!-- INS actif -->',
};

const styles: Record<InsiShape, Style> = {
  live,
  'cnda-file': cndaFile,
  'gie-prefixed': {
    ...live,
    declarations: `xmlns="${ns.sans}" xmlns:ns2="${ns.res}" xmlns:ns3="${ns.vit}"`,
    prefix: 'ns2:',
    prenom: true,
    listePrenom: false,
  },
  'history-bad-order': { ...cndaFile, datesFirst: true },
};

// Unaccented, as the service writes them (facts, INSi §1.6).
const labels = { '00': 'OK', '01': 'Aucune identite trouvee', '02': 'Plusieurs identites trouvees' } as const;

/** The SOAP message of an answer. */
export function resultXml(answer: Exclude<InsiAnswer, { fault: unknown }>): string {
  const style = styles[answer.code === '00' ? (answer.shape ?? 'live') : 'live'];
  const tag = tagger(style.prefix);
  const report = tag('CR', tag('CodeCR', answer.code) + tag('LibelleCR', labels[answer.code]));
  const person = answer.code === '00' ? personXml(answer, style) : '';
  const [open, close] = style.body;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<soap:Envelope xmlns:soap="${ns.soap}">${open}` +
    `<${style.prefix}RESULTAT ${style.declarations}>${report}${person}</${style.prefix}RESULTAT>` +
    `${close}</soap:Envelope>`
  );
}

function personXml({ identity, traits }: FoundAnswer, style: Style): string {
  const tag = tagger(style.prefix);
  const shown = { ...identity, ...traits };
  const leaf = (name: string, value: string): string => tag(name, escapeXml(value));
  const tiq = [
    leaf('NomNaissance', shown.nomNaissance),
    style.prenom ? leaf('Prenom', identity.prenom) : '',
    style.listePrenom ? leaf('ListePrenom', shown.prenoms) : '',
    leaf('Sexe', shown.sexe),
    leaf('DateNaissance', shown.dateNaissance),
    leaf('LieuNaissance', shown.lieuNaissance),
  ];
  const history = identity.historique.map((former) => tag('INSHISTO', insXml(former, style)));
  return tag(
    'INDIVIDU',
    [style.comment, tag('INSACTIF', insXml(identity, style)), ...history, tag('TIQ', tiq.join(''))].join(''),
  );
}

function insXml(ins: Matricule, style: Style): string {
  const tag = tagger(style.prefix);
  const dates = [
    ins.debut === undefined ? '' : tag('DateDeb', ins.debut),
    ins.fin === undefined ? '' : tag('DateFin', ins.fin),
  ].join('');
  const id = tag('IdIndividu', tag('NumIdentifiant', ins.matricule) + tag('Cle', ins.cle)) + tag('OID', ins.oid);
  return style.datesFirst ? dates + id : id + dates;
}

function tagger(prefix: string): (name: string, content: string) => string {
  return (name, content) => `<${prefix}${name}>${content}</${prefix}${name}>`;
}
