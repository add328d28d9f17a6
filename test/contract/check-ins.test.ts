import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { checkFiles } from '../../runs/check/index.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/insi/samples-reconstructed');
const present = existsSync(samples);
const sample = (start: string): string => {
  const name = readdirSync(samples).find((one) => one.startsWith(start)) ?? '';
  return readFileSync(join(samples, name), 'utf8');
};

describe.skipIf(!present)('INSi messages built from the facts (skipped: ../shared is absent)', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'probant-insi-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** `rule code` of each finding that is as grave, in order. */
  async function found(text: string, gravity: RegExp = /^bloquant$/): Promise<string[]> {
    const path = join(folder, 'requete.xml');
    await writeFile(path, text);
    const options = { parameters: {}, authorities: null, packs: [] };
    const [report] = await Array.fromAsync(checkFiles(processEnvironment(), [path], options));
    if (report?.error !== undefined) return [`${report.outcome} ${report.error.message}`];
    return (report?.findings ?? [])
      .filter(({ severity }) => gravity.test(severity))
      .map(({ rule, code }) => `${rule} ${code}`);
  }

  const request = (): string => sample('01');
  const header = (start: string, sender = '10B0152872'): string => {
    const [assertion = ''] = /<wsse:Security[\s\S]*<\/wsse:Security>/.exec(sample(start)) ?? [];
    return request()
      .replaceAll('<ctxbam:Emetteur>10B0152872', `<ctxbam:Emetteur>${sender}`)
      .replaceAll('<ctxlps:Emetteur>10B0152872', `<ctxlps:Emetteur>${sender}`)
      .replace('</soap:Header>', () => `${assertion}</soap:Header>`);
  };
  const byCard = (): string => {
    const [body = ''] = /<rv:RECVITALE[\s\S]*<\/rv:RECVITALE>/.exec(sample('04')) ?? [];
    return request()
      .replaceAll('rechercherInsAvecTraitsIdentite', 'rechercherInsAvecCarteVitale')
      .replace(/<ins:RECSANSVITALE>[\s\S]*<\/ins:RECSANSVITALE>/, () => body);
  };

  it.each([
    ['by traits, with a certificate', () => request()],
    ['by traits, with Pro Santé Connect', () => header('03')],
    ['by card', byCard],
  ])('nothing is wrong in the search %s', async (_, text) => {
    expect(await found(text())).toEqual([]);
  });

  it('only the signature, which the sample has not, is wrong in the search with a card', async () => {
    expect(await found(header('02', '899900063480'))).toEqual(['insi.signature signature']);
  });

  it.each(['10', '11', '12', '13', '20', '21'])('an answer of the service, %s, is not judged', async (start) => {
    expect(await found(sample(start))).toEqual([expect.stringMatching(/^refuse .*réponse ou une faute SOAP/)]);
  });

  // What each clause says that a request may have wrong (facts, INSi §1.2 to 1.5, 1.8 and 1.14).
  it.each<[string, string, string | RegExp, string]>([
    ['INSI-01', 'insi.enveloppe wsa-action', '1.0.0:rechercherInsAvecTraitsIdentite<', '1.0.0:rechercherIns<'],
    ['INSI-02', 'insi.contexte-bam bam-version', 'Version="01_02"', 'Version="01_00"'],
    [
      'INSI-02',
      'insi.contexte-bam bam-temps',
      '<ctxbam:Temps>2026-01-15T09:39:02.004Z',
      '<ctxbam:Temps>2026-01-15T10:39:02+01:00',
    ],
    ['INSI-02', 'insi.contexte-bam bam-couverture', '<ctxbam:COUVERTURE/>', ''],
    ['INSI-03', 'insi.contexte-lps lps-version', 'Version="01_00"', 'Version="01_02"'],
    ['INSI-03', 'insi.contexte-lps idam', '>TESTIDAM0001<', '><'],
    ['INSI-03', 'insi.contexte-lps idam-r', ' R="4"', ''],
    ['INSI-03', 'insi.contexte-lps lps-nom', '<ctxlps:Nom>LOGICIEL-DE-TEST</ctxlps:Nom>', ''],
    ['INSI-03', 'insi.contexte-lps lps-instance', '791e183f-', 'poste-'],
    ['INSI-05', 'insi.identifiants identifiant-repete', /<wsa:MessageID>.*<\/wsa:MessageID>/, ''],
    ['INSI-06', 'insi.corps ordre-du-schema', /(<ins:Prenom>.*<\/ins:Prenom>)\s*(<ins:Sexe>.*<\/ins:Sexe>)/, '$2$1'],
    ['INSI-06', 'insi.corps lexical-nomnaissance', '>ADRTROIS<', '>Adrtrois<'],
    ['INSI-06', 'insi.corps lexical-prenom', '>DOMINIQUE<', '>ZOÉ<'],
    ['INSI-06', 'insi.corps lexical-prenom', '<ins:Prenom>DOMINIQUE</ins:Prenom>', ''],
    ['INSI-06', 'insi.corps sexe', '>F<', '>2<'],
    ['INSI-06', 'insi.corps datenaissance', '1997-02-26', '26/02/1997'],
    [
      'INSI-06',
      'insi.corps lieunaissance',
      '</ins:DateNaissance>',
      '</ins:DateNaissance><ins:LieuNaissance>AJACCIO</ins:LieuNaissance>',
    ],
  ])('%s: %s is found first, and nothing else', async (...[, finding, part, by]) => {
    const text = request().replace(part, by);
    expect(text).not.toBe(request());
    expect(await found(text)).toEqual([finding]);
  });

  it('INSI-02, INSI-05: a context without an identifier is found first, and told as never fresh', async () => {
    expect(await found(request().replace(/<ctxbam:Id>[^<]*</, '<ctxbam:Id><'))).toEqual([
      'insi.contexte-bam bam-id',
      'insi.identifiants identifiant-repete',
    ]);
  });

  it('INSI-01: SOAP 1.1 is found first', async () => {
    const text = request().replace(
      'http://www.w3.org/2003/05/soap-envelope',
      'http://schemas.xmlsoap.org/soap/envelope/',
    );
    expect((await found(text))[0]).toBe('insi.enveloppe soap-version');
  });

  it('INSI-07: several first names in one call are warned of', async () => {
    const text = request().replace('</ins:Prenom>', '</ins:Prenom><ins:Prenom>ANNE</ins:Prenom>');
    expect(await found(text, /./)).toEqual(['insi.corps prenoms-multiples']);
  });

  it.each<[string, string, string | RegExp, string]>([
    [
      'a sender other than the holder',
      'insi.emetteur emetteur',
      '<ctxbam:Emetteur>899900063480',
      '<ctxbam:Emetteur>10B0152872',
    ],
    [
      'an assertion without billing identifier',
      'insi.assertion attribut-identifiantfacturation',
      'Name="identifiantFacturation"',
      'Name="facturation"',
    ],
    [
      'an assertion of the day before',
      'insi.assertion assertion-perimee',
      'IssueInstant="2026-01-15',
      'IssueInstant="2026-01-14',
    ],
    ['an assertion that says no kind of card', 'insi.assertion qualificatif', ' NameQualifier="CPS"', ''],
    [
      'a doctor without specialty',
      'insi.assertion attribut-codespecialite',
      'Name="codeSpecialite"',
      'Name="specialite"',
    ],
  ])('INSI-04, INSI-10: %s is found beside the signature', async (...[, finding, part, by]) => {
    const text = header('02', '899900063480').replace(part, by);
    expect((await found(text)).filter((one) => one !== 'insi.signature signature')).toEqual([finding]);
  });

  it('INSI-10: an attribute of Pro Santé Connect that says nothing is found', async () => {
    const text = header('03').replace(/(Name="gipProfessionCode"><saml2:AttributeValue>)10/, '$1');
    expect(await found(text)).toEqual(['insi.assertion attribut-gipprofessioncode']);
  });

  it.each<[string, string | RegExp, string]>([
    ['insi.corps-vitale numero', '2751263220749', '275126322074974'],
    [
      'insi.corps-vitale ordre-du-schema',
      /(<rv:NomNaissance>.*<\/rv:NomNaissance>)\s*(<rv:DateNaissance>.*<\/rv:DateNaissance>)/,
      '$2$1',
    ],
    ['insi.corps-vitale datenaissance', '1975-12-31', '31/12/1975'],
  ])('by card: %s is found first, and nothing else', async (finding, part, by) => {
    const text = byCard().replace(part, by);
    expect(text).not.toBe(byCard());
    expect(await found(text)).toEqual([finding]);
  });
});
