import { randomUUID } from 'node:crypto';
import { signCanonical, type TestSigner } from '../../../core/testing.ts';
import {
  administrativeBody,
  authorizationListBody,
  managementBody,
  newTraits,
  patientListBody,
  patientSearchBody,
  rolesByProfile,
  webTokenBody,
} from '../../support/dmp-admin.ts';
import {
  authorizationBody,
  cda,
  changesStatus,
  cx,
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  existenceBody,
  member,
  mtom,
  purpose,
  purposeName,
  queryBody,
  replaces,
  retrieveBody,
  roles,
  signerOf,
  submission,
  type VihfParts,
  vihf,
} from '../../support/dmp-request.ts';
import type { BenchProcess } from '../bench-process.ts';
import { mutated, mutatedText } from '../byte-mutations.ts';
import type { Dice } from '../dice.ts';
import { HttpDoor } from '../http-door.ts';
import type { HttpMessage } from '../http-message.ts';
import { judgeHttp, pageOracle, soapOracle } from '../http-oracles.ts';
import type { Target } from '../input.ts';
import { probe } from '../probe.ts';
import { value, webInput, xmlBody } from '../web-recipes.ts';
import { encodedXml, mutatedXml } from '../xml-mutations.ts';

const services = '/si-dmp-server/v2/services';
const pages = [
  'TableauDeBord',
  'DossierPatient',
  'GestionDMPPatient',
  'Documents',
  'ParcoursDeSoins',
  'HistoriqueAcces',
  'Parametrages',
  'VolontesEtDroits',
  'CarnetVaccination',
  'Inconnue',
];
const soapType = 'application/soap+xml; charset=utf-8';

/** The seven SOAP addresses of the DMP, that of the tokens, and the pages of its web access. */
export async function dmpTarget(bench: BenchProcess): Promise<Target> {
  const [ca, cert, key, sealCert, sealKey, cardCert, cardKey] = await Promise.all(
    (
      [
        'ca',
        'organisationCert',
        'organisationKey',
        'sealCert',
        'sealKey',
        'cardAuthenticationCert',
        'cardAuthenticationKey',
      ] as const
    ).map((name) => bench.read(name)),
  );
  const portOf = (name: 'dmp' | 'webPs'): number => Number(new URL(bench.place.endpoints[name]).port);
  const doors = {
    dmp: new HttpDoor({ port: portOf('dmp'), tls: { ca, cert, key } }),
    pages: new HttpDoor({ port: portOf('webPs'), tls: { ca, cert: cardCert, key: cardKey } }),
    pagesSansCarte: new HttpDoor({ port: portOf('webPs'), tls: { ca } }),
  };
  const signer = new Signer(sealCert ?? '', sealKey ?? '');
  return {
    doors,
    make: (dice) => {
      if (dice.chance(0.12))
        return webInput(
          { door: dice.pick(['pages', 'pagesSansCarte']), kind: 'page', message: pageRequest(dice) },
          dice,
        );
      return webInput({ door: 'dmp', ...soapRequest(dice, signer) }, dice);
    },
    judge: (seen, input) => judgeHttp(seen, input, input.door === 'dmp' ? soapOracle : pageOracle),
    healthy: () =>
      probe(doors.dmp, {
        name: 'TD0.2',
        message: {
          method: 'POST',
          path: `${services}/patients`,
          headers: [['Content-Type', soapType]],
          body: Buffer.from(envelope(existenceBody(), signer.sign({ mode: 'INDIRECTE' }))),
        },
        right: ({ body }) => body.includes('PRPA_IN201308UV02'),
      }),
  };
}

/** The seal of the practice. */
class Signer {
  readonly #signer: TestSigner;

  constructor(cert: string, key: string) {
    this.#signer = signerOf({ cert, key });
  }

  sign(parts: VihfParts): string {
    const id = `_${randomUUID()}`;
    const issuer = 'CN=CABINET TEMOIN TEST, OU=1630000018, O=TEST PROBANT, C=FR';
    const whole = { id, issuer, ...parts };
    return signCanonical(vihf(whole), whole.id, this.#signer);
  }
}

const modes = ['INDIRECTE', 'INDIRECTE_RENFORCEE', 'INDIRECTE_RENFORCEE', 'INDIRECTE_RENFORCEE', 'DIRECTE'];

function assertion(dice: Dice, signer: Signer): string {
  const way = dice.int(20);
  if (way < 12) return signer.sign({ mode: dice.pick(modes) });
  if (way < 16) return signer.sign({ mode: dice.pick(modes), attributes: otherAttributes(dice) });
  if (way < 18) return mutatedXml(signer.sign({ mode: dice.pick(modes) }), dice);
  return dice.pick([
    () => vihf(),
    () => '',
    () => signer.sign({ nameId: 'x'.repeat(300), conditions: '<saml2:Conditions NotBefore="x" NotOnOrAfter="é"/>' }),
  ])();
}

function otherAttributes(dice: Dice): Record<string, string | null> {
  const plain = (text: string): string => text.replaceAll(/[<>&"'\p{Cc}]/gu, '');
  const own: Record<string, () => string> = {
    VIHF_Version: () => value(dice, '3.0', ['2.0', '']),
    Secteur_Activite: () => value(dice, 'SA07^1.2.250.1.71.4.2.4', ['^', 'SA07']),
    Identifiant_Structure: () => value(dice, '1630000018'),
    'urn:oasis:names:tc:xacml:2.0:resource:resource-id': () =>
      value(dice, '279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH', ['^^^&&ISO^NH', '2790']),
    LPS_Nom: () => value(dice, 'LPS'),
  };
  const changed = dice.pick(Object.keys(own));
  const role = dice
    .pick([roles.physician, roles.withoutSpeciality, rolesByProfile.ps, rolesByProfile.travail, rolesByProfile.cpe])
    .join('');
  return {
    [changed]: dice.chance(0.2) ? null : plain(own[changed]?.() ?? '').replaceAll('&', '&amp;'),
    ...(dice.chance(0.4) ? { 'urn:oasis:names:tc:xacml:2.0:subject:role': role } : {}),
    ...(dice.chance(0.3)
      ? { [purposeName]: purpose(dice.pick(['normal', 'bris_de_glace', 'centre_15', 'autre'])) }
      : {}),
    Mode_Acces_Raison: 'Urgence',
  };
}

type BodyOf = (dice: Dice) => string;

const approved = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
const storedQueries = [
  '14d4debf-8f97-4251-9a74-a90016b0af0d',
  'f26abbcb-ac74-4422-8a30-edb644bbc1a9',
  '5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4',
  '10b545ea-725c-446d-9b95-8aeb444eddf3',
  'a7ae438b-4bc2-4642-93e9-be891f7bb155',
  'inconnue',
];
const parameters = [
  'XDSDocumentEntryStatus',
  'XDSDocumentEntryPatientId',
  'XDSDocumentEntryTypeCode',
  'XDSDocumentEntryCreationTimeFrom',
  'XDSDocumentEntryCreationTimeTo',
  'XDSDocumentEntryEntryUUID',
  'XDSDocumentEntryUniqueId',
  'XDSDocumentEntryAuthorPerson',
  'uuid',
  'constructor',
];

function query(dice: Dice): string {
  const chosen = Array.from(
    { length: dice.int(4) },
    () =>
      [
        dice.pick(parameters),
        value(dice, "('2.25.1')", ['(', "('", "('a'), ('b')", '20260101', "('urn:uuid:1')", '(%)']),
      ] as const,
  );
  const patient = cx(dmpPerson);
  return queryBody(dice.pick(storedQueries), {
    XDSDocumentEntryStatus: approved,
    XDSDocumentEntryPatientId: `'${patient}'`,
    ...Object.fromEntries(chosen),
  });
}

/** Bodies by address. */
const bodies: ReadonlyArray<readonly [string, BodyOf]> = [
  ['patients', () => existenceBody()],
  ['patients', () => administrativeBody(existenceBody())],
  [
    'patients',
    (dice) =>
      managementBody(
        dice.pick(['REAC', 'FERM', 'MODIF_DATA', 'CREA', value(dice, 'MODIF_DATA')]),
        dice.chance(0.4) ? { traits: mutatedXml(newTraits, dice) } : {},
      ),
  ],
  ['patientsPDQ', (dice) => patientSearchBody(value(dice, 'DUPONT'))],
  [
    'patientsSpecific',
    (dice) =>
      patientListBody(
        value(dice, '20260101000000', ['20269999', '2026']),
        dice.pick(['LASTAUTORIZATION', 'LASTADD', value(dice, 'x')]),
      ),
  ],
  ['patientCertif', (dice) => `<certifierIdentite xmlns="urn:x">${value(dice, 'x')}</certifierIdentite>`],
  ['habilitations', (dice) => authorizationBody(value(dice, 'AJOUT', ['SUPPRESSION', 'MODIFICATION']))],
  ['habilitations', (dice) => authorizationListBody(value(dice, 'VALIDE', ['TOUS', 'BLOQUE']))],
  ['registry', query],
  ['registry', query],
  [
    'registry',
    (dice) =>
      submission(
        changesStatus(
          `urn:uuid:${value(dice, randomUUID())}`,
          'x',
          value(dice, 'urn:asip:ci-sis:2010:StatusType:Archived'),
        ),
      ),
  ],
  ['repository', () => retrieveBody('2.25.1')],
  ['repository', (dice) => retrieveBody(value(dice, '2.25.2'), value(dice, '1.2.250.1.213.4.1.1.1.2'))],
  ['probant_jetons', () => webTokenBody],
];

function soapRequest(dice: Dice, signer: Signer): { kind: string; message: HttpMessage } {
  if (dice.chance(0.25)) return depositRequest(dice, signer);
  const [name, bodyOf] = dice.pick(bodies);
  const right = (): string => envelope(bodyOf(dice), assertion(dice, signer));
  // The structure of the body changes under a signature that stays right.
  const changedBody = (): string => envelope(mutatedXml(bodyOf(dice), dice), signer.sign({ mode: dice.pick(modes) }));
  const { kind, body } = xmlBody(dice, right, changedBody);
  const path = `${services}/${dice.chance(0.97) ? name : dice.pick(['registry', 'inconnu', 'patients/x', '__proto__'])}`;
  const type = dice.chance(0.95)
    ? soapType
    : dice.pick([
        'text/xml',
        'application/soap+xml;action="',
        'multipart/related; boundary=limite',
        'multipart/related',
      ]);
  return { kind, message: { method: 'POST', path, headers: [['Content-Type', type]], body } };
}

/** TD2.1: a MTOM package, wrong in its metadata, its document, its package. */
function depositRequest(dice: Dice, signer: Signer): { kind: string; message: HttpMessage } {
  const uniqueId = dice.chance(0.2) ? '2.25.1' : `2.25.${1000 + dice.int(1_000_000)}`;
  const parts = {
    uniqueId,
    ...(dice.chance(0.2) ? { typeCode: value(dice, '11488-4').replaceAll('"', '') } : {}),
    ...(dice.chance(0.2)
      ? { confidentialities: dice.pick([[], ['N', 'MASQUE_PS'], ['X'], Array.from({ length: 300 }, () => 'N')]) }
      : {}),
    ...(dice.chance(0.2)
      ? {
          slots: {
            creationTime: value(dice, '20260310091500', ['20261399', '0', '2026']),
            languageCode: dice.chance(0.5) ? null : value(dice, 'fr-FR'),
          },
        }
      : {}),
  };
  const more = dice.chance(0.2) ? replaces(`urn:uuid:${randomUUID()}`) : '';
  const lot = submission(documentXml(parts) + member() + more, parts);
  const body = dice.chance(0.5) ? mutatedXml(depositBody(lot), dice) : depositBody(lot);
  const document = dice.pick([
    () => cda(uniqueId),
    () => mutatedXml(cda(uniqueId), dice),
    () => encodedXml(mutatedXml(cda(uniqueId), dice), dice).toString('latin1'),
    () => dice.bytes(200).toString('latin1'),
    () => '',
  ]);
  const packed = mtom(envelope(body, signer.sign({ mode: 'INDIRECTE' })), { 'doc@lps': document() });
  const way = dice.int(10);
  const bytes =
    way < 6
      ? Buffer.from(packed.body)
      : way < 8
        ? mutated(Buffer.from(packed.body), dice)
        : oddPackage(packed.body, dice);
  const type = dice.chance(0.9) ? packed.type : mutatedText(packed.type, dice).replaceAll(/[^\x20-\x7e]/g, '');
  return {
    kind: 'dépôt',
    message: { method: 'POST', path: `${services}/repository`, headers: [['Content-Type', type]], body: bytes },
  };
}

function oddPackage(text: string, dice: Dice): Buffer {
  return Buffer.from(
    dice.pick([
      () => text.replace('--limite--\r\n', ''),
      () => text.replaceAll('\r\n', '\n'),
      () => text.replaceAll('--limite', '--autre'),
      () => text.replace('Content-ID: <doc@lps>', 'Content-ID: <racine@lps>'),
      () => text.replace('cid:doc@lps', 'cid:absent@lps'),
      () => text.replace('cid:doc@lps', 'http://127.0.0.1:9/'),
      () => text.replace('Content-Transfer-Encoding: binary', 'Content-Transfer-Encoding: base64'),
      () => text.replace('--limite\r\n', `--limite\r\nX: ${'y'.repeat(90_000)}\r\n`),
      () =>
        text.replace('--limite\r\n', '--limite\r\nContent-Type: multipart/mixed; boundary=limite\r\n\r\n'.repeat(200)),
      () => `--limite\r\n\r\n${'--limite\r\n\r\n'.repeat(5_000)}`,
    ])(),
  );
}

function pageRequest(dice: Dice): HttpMessage {
  const name = dice.chance(0.7)
    ? dice.pick(pages)
    : encodeURIComponent(
        value(dice, 'Documents', ['__proto__', 'constructor', '<script>alert(1)</script>'])
          .slice(0, 200)
          .toWellFormed(),
      );
  const ins = dice.pick([
    '',
    '',
    `/${dmpPerson.matricule}${dmpPerson.cle}`,
    `/${encodeURIComponent(value(dice, dmpPerson.matricule).slice(0, 200).toWellFormed())}`,
  ]);
  const token = dice.chance(0.4)
    ? `?probant_jeton=${encodeURIComponent(value(dice, 'x', ['<intrus>']).slice(0, 200).toWellFormed())}`
    : '';
  return {
    method: 'GET',
    path: `/AccesDirect/${name}${ins}${token}`,
    headers: [['Accept', 'text/html']],
    body: Buffer.alloc(0),
  };
}
