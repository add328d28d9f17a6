import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerCode, insiRequest, type RequestParts, searchAction } from '../../test/support/insi-request.ts';
import { InsiDirectory, insiHandlers, insiService } from './index.ts';

const directory = new InsiDirectory();
const server = setupServer(...insiHandlers({ directory, authorisations: ['TESTIDAM0001'] }));

beforeAll(() => server.listen());
afterAll(() => server.close());

async function post(body: string, contentType = 'application/soap+xml'): Promise<Response> {
  return await fetch('https://insi.test/lps', { method: 'POST', body, headers: { 'content-type': contentType } });
}

async function code(parts: RequestParts): Promise<string> {
  return answerCode(await (await post(insiRequest(parts))).text());
}

describe('published identities', () => {
  const known: ReadonlyArray<[string, RequestParts, string]> = [
    ['ADRTROIS DOMINIQUE', {}, '00'],
    ['ADRTROIS DOMINIQUE with her birthplace', { lieuNaissance: '2A020' }, '00'],
    ['ADRTROIS DOMINIQUE with another birthplace', { lieuNaissance: '63220' }, '01'],
    ['TCHITCHI OLA', { nomNaissance: 'TCHITCHI', prenoms: ['OLA'], sexe: 'F', dateNaissance: '1936-06-21' }, '01'],
    [
      'TCHITCHI CATARINA',
      { nomNaissance: 'TCHITCHI', prenoms: ['CATARINA'], sexe: 'F', dateNaissance: '1936-06-21' },
      '00',
    ],
    [
      'TCHITCHI with the whole list',
      { nomNaissance: 'TCHITCHI', prenoms: ['CATARINA BELLA'], sexe: 'F', dateNaissance: '1936-06-21' },
      '00',
    ],
    [
      'HOUILLES PIERRE',
      { nomNaissance: 'HOUILLES', prenoms: ['PIERRE'], sexe: 'M', dateNaissance: '1993-01-27' },
      '01',
    ],
    [
      'DE VINCI LEONARDO',
      { nomNaissance: 'DE VINCI', prenoms: ['LEONARDO'], sexe: 'M', dateNaissance: '2014-02-01' },
      '02',
    ],
    [
      'DE VINCI RUTH',
      { nomNaissance: 'DE VINCI', prenoms: ['RUTH'], sexe: 'F', dateNaissance: '1976-07-14' },
      'insi_102',
    ],
    [
      'VANDERMONDE ARIANA',
      { nomNaissance: 'VANDERMONDE', prenoms: ['ARIANA'], sexe: 'F', dateNaissance: '1995-06-17' },
      'insi_102',
    ],
    [
      'a hyphen in place of a space',
      { nomNaissance: 'DE-VINCI', prenoms: ['LEONARDO'], sexe: 'M', dateNaissance: '2014-02-01' },
      '01',
    ],
  ];

  it.each(known)('answers to %s', async (_, parts, expected) => {
    expect(await code(parts)).toBe(expected);
  });
});

describe('validation', () => {
  it('reads what follows a processing instruction', async () => {
    const message = insiRequest().replaceAll(/<(NomNaissance|Sexe|c:LPS)/g, '<?une instruction?><$1');
    expect(answerCode(await (await post(message)).text())).toBe('00');
  });

  const refused: ReadonlyArray<[string, RequestParts, string]> = [
    ['an unknown action', { action: 'urn:autre' }, 'probant_action_inconnue'],
    ['another body than the action wants', { body: '<x/>' }, 'probant_corps_inattendu'],
    ['no body', { body: '' }, 'probant_corps_inattendu'],
    ['no ContexteLPS', { contexteLps: false }, 'probant_contexte_lps_absent'],
    ['no ContexteBAM', { contexteBam: false }, 'probant_contexte_bam_absent'],
    ['no COUVERTURE', { couverture: false }, 'probant_couverture_absente'],
    ['no MessageID', { messageId: null }, 'probant_message_id_absent'],
    ['an unknown authorisation', { idam: 'AUTRE' }, 'desir_550'],
    ['no authorisation', { idam: null }, 'desir_550'],
    ['no birth name', { nomNaissance: null }, 'insi_19'],
    ['a blank birth name', { nomNaissance: ' ' }, 'insi_19'],
    ['no first name', { prenoms: [] }, 'probant_trait_absent'],
    ['another sex than M or F', { sexe: 'I' }, 'probant_trait_absent'],
    ['no birth date', { dateNaissance: null }, 'probant_trait_absent'],
    ['lower case', { nomNaissance: 'adrtrois' }, 'probant_regle_lexicale'],
    ['a diacritic', { prenoms: ['ZOÉ'] }, 'probant_regle_lexicale'],
    ['a doubled hyphen in a first name', { prenoms: ['ANNE--LOU'] }, 'probant_regle_lexicale'],
    ['a space before a name', { nomNaissance: ' ADRTROIS' }, 'probant_regle_lexicale'],
    ['a date in another order', { dateNaissance: '26/02/1997' }, 'probant_regle_lexicale'],
    ['a birthplace of four characters', { lieuNaissance: '6322' }, 'probant_regle_lexicale'],
    [
      'a verification, outside its profile',
      { action: 'urn:ServiceIdentiteCertifiee:1.0.0:verifierInsAvecTraitsIdentite' },
      'probant_operation_hors_perimetre',
    ],
  ];

  it.each([
    ['two hyphens and an apostrophe', { nomNaissance: "'D--ARC L'AUTRE" }],
    ['a date without day or month', { dateNaissance: '1950-00-00' }],
    ['a birthplace of Corsica', { lieuNaissance: '2A020' }],
  ])('takes %s', async (_, parts) => {
    expect(await code(parts)).toMatch(/^0[01]$/);
  });

  it.each(refused)('refuses %s', async (_, parts, expected) => {
    expect(await code(parts)).toBe(expected);
  });

  it.each([
    ['malformed XML', '<a', 'probant_xml_invalide'],
    ['no body at all', '', 'probant_xml_invalide'],
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'probant_xml_interdit'],
    ['another root', '<a/>', 'probant_version_soap'],
    [
      'SOAP 1.1',
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>',
      'probant_version_soap',
    ],
  ])('refuses %s', async (_, body, expected) => {
    expect(answerCode(await (await post(body)).text())).toBe(expected);
  });

  it('answers a fault with HTTP 500', async () => {
    expect((await post('<a')).status).toBe(500);
  });

  it('quotes what is wrong, and no more of it than is read', async () => {
    const xml = await (await post(insiRequest({ nomNaissance: 'x'.repeat(100_000) }))).text();
    expect([xml.includes('NomNaissance « xxx'), xml.length < 2_000]).toEqual([true, true]);
  });

  it('answers a result with HTTP 200', async () => {
    expect((await post(insiRequest())).status).toBe(200);
  });

  it('answers in SOAP 1.2', async () => {
    expect((await post(insiRequest())).headers.get('content-type')).toBe('application/soap+xml; charset=utf-8');
  });

  it('routes by the action of the content type when there is no wsa:Action', async () => {
    const answer = await post(insiRequest({ action: null }), `application/soap+xml; action="${searchAction}"`);
    expect(answerCode(await answer.text())).toBe('00');
  });
});

describe('prepared answers', () => {
  const match = { nomNaissance: 'ADRTROIS', prenoms: 'DOMINIQUE', sexe: 'F', dateNaissance: '1997-02-26' };

  it('come before the published identities', async () => {
    directory.program({ match, answer: { code: '02' } });
    expect(await code({})).toBe('02');
    directory.reset();
  });

  it('give way to later ones', async () => {
    directory.program({ match, answer: { code: '02' } });
    directory.program({ match, answer: { fault: 'insi_111' } });
    expect(await code({})).toBe('insi_111');
    directory.reset();
  });

  it('are for the traits that they name', async () => {
    directory.program({ match: { ...match, sexe: 'M' }, answer: { code: '02' } });
    expect(await code({})).toBe('00');
    directory.reset();
  });

  it('are for any first name when they name none', async () => {
    directory.program({ match: { nomNaissance: 'HOUILLES' }, answer: { code: '02' } });
    expect(await code({ nomNaissance: 'HOUILLES', prenoms: ['X'] })).toBe('02');
    directory.reset();
  });

  it('are forgotten on reset', async () => {
    directory.program({ match, answer: { code: '02' } });
    directory.reset();
    expect(await code({})).toBe('00');
  });
});

describe('the service that a host serves', () => {
  const service = insiService();

  it('tells what attributes a message that it did not answer', () => {
    expect(service.keys?.(Buffer.from(insiRequest()), '')).toEqual(['ADRTROIS']);
  });

  it('has nothing to tell of what is not XML', () => {
    expect(service.keys?.(Buffer.from('<a'), '')).toEqual([]);
  });

  it.each(['desir_550', 'desir_560', 'desir_1020', 'insi_102', 'insi_111', 'insi_19'])(
    'answers %s on demand, with HTTP 500',
    async (fault) => {
      const answer = service.error?.(fault);
      expect([answer?.status, answerCode((await answer?.text()) ?? '')]).toEqual([500, fault]);
    },
  );

  it('has no fault but those that are documented', () => {
    expect(service.error?.('probant_xml_invalide')).toBeUndefined();
  });
});
