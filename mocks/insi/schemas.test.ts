import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { publishedIdentities } from '../../core/index.ts';
import { cardRequest, insiRequest } from '../../test/support/insi-request.ts';
import { type FaultCode, faultTexts } from './fault-texts.ts';
import { faultXml } from './faults.ts';
import { InsiDirectory, type InsiShape, insiHandlers } from './index.ts';

const wsdl = resolve(import.meta.dirname, '../../../shared/data/insi/wsdl');
const present = existsSync(wsdl);
const schemas = {
  RESULTAT: 'ServiceIdentiteCertifiee/INSi_RESULTAT_INS.xsd',
  Erreur: 'schema_faultSOAP_V01_01.xsd',
  RECVITALE: 'ServiceIdentiteCertifiee/INSi_RECVITALE_INS.xsd',
  RECSANSVITALE: 'ServiceIdentiteCertifiee/INSi_RECSANS_INS.xsd',
} as const;

const { ECETINSI } = publishedIdentities;
const directory = new InsiDirectory();
const handlers = insiHandlers({ directory });

/** What the official schema says of that element of a message: nothing when it is valid. */
function complaintOf(xml: string, element: keyof typeof schemas): string {
  // Each declares its namespaces itself.
  const text = new RegExp(`<((?:\\w+:)?${element})[ >].*</\\1>`, 's').exec(xml)?.[0] ?? '';
  const schema = XmlDocument.fromBuffer(readFileSync(join(wsdl, 'xsd', schemas[element])));
  const document = XmlDocument.fromString(text);
  const validator = XsdValidator.fromDoc(schema);
  try {
    validator.validate(document);
    return '';
  } catch (thrown) {
    return String(thrown);
  } finally {
    validator.dispose();
    document.dispose();
    schema.dispose();
  }
}

async function answerTo(body: string): Promise<string> {
  const request = new Request('https://insi.test/lps', { method: 'POST', body });
  return (await (await getResponse(handlers, request))?.text()) ?? '';
}

const { nomNaissance, sexe, dateNaissance, matricule, cle } = ECETINSI;
const requests = {
  WS_INS1: cardRequest({ matricule, cle, nomNaissance, dateNaissance }),
  WS_INS2: insiRequest({ nomNaissance, prenoms: ['PIERRE-ALAIN'], sexe, dateNaissance }),
};

function prepare(shape: InsiShape): void {
  const answer = { code: '00', identity: ECETINSI, shape } as const;
  directory.reset();
  directory.program({ match: { nomNaissance }, answer });
  directory.program({ match: { matricule }, answer });
}

describe.skipIf(!present)('the schemas of the WSDL (skipped: ../shared/data/insi/wsdl is absent)', () => {
  const shapes = ['live', 'cnda-file', 'gie-prefixed'] as const;
  const cases = shapes.flatMap((shape) => [
    { shape, operation: 'WS_INS1' } as const,
    { shape, operation: 'WS_INS2' } as const,
  ]);

  it.each(cases)('accept the answer of $operation in the shape $shape', async ({ shape, operation }) => {
    prepare(shape);
    expect(complaintOf(await answerTo(requests[operation]), 'RESULTAT')).toBe('');
  });

  it.each(['WS_INS1', 'WS_INS2'] as const)(
    'refuse the answer of %s in the shape history-bad-order',
    async (operation) => {
      prepare('history-bad-order');
      expect(complaintOf(await answerTo(requests[operation]), 'RESULTAT')).toContain('DateDeb');
    },
  );

  it.each([
    ['01', insiRequest({ nomNaissance: 'INCONNU' })],
    ['01 by card', cardRequest({ nomNaissance: 'INCONNU' })],
    ['02', insiRequest({ nomNaissance: 'DE VINCI', prenoms: ['LEONARDO'], sexe: 'M', dateNaissance: '2014-02-01' })],
  ])('accept the answer %s', async (_, request) => {
    directory.reset();
    expect(complaintOf(await answerTo(request), 'RESULTAT')).toBe('');
  });

  // The live service writes `fatal`, its schema wants `fatale` (facts, INSi §1.7).
  it('accept every fault but insi_102, which they refuse to the live service too', () => {
    const codes = Object.keys(faultTexts) as FaultCode[];
    const refused = codes.filter((code) => complaintOf(faultXml(code, { messageId: 'uuid:1' }), 'Erreur') !== '');
    expect(refused).toEqual(['insi_102']);
  });

  it.each(Object.entries(requests))('accept the request of %s that these tests send', (operation, request) => {
    expect(complaintOf(request, operation === 'WS_INS1' ? 'RECVITALE' : 'RECSANSVITALE')).toBe('');
  });
});
