import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { XmlElement } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { publishedIdentities, withXml } from '../../core/index.ts';
import { faultXml } from './faults.ts';
import { readInsiRequest } from './request.ts';
import { resultXml } from './result.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/insi/samples-reconstructed');
const present = existsSync(samples);
const { ADRTROIS, ECETINSI } = publishedIdentities;

// What a namespace-aware reader sees: names, text and attributes, in order. Prefixes and layout may differ.
function contentOf(xml: string | Buffer): string[] {
  return withXml(Buffer.from(xml), (document) =>
    document.find('//*').map((node) => {
      const element = node as XmlElement;
      const text = element.find('text()').map((part) => part.content.trim());
      const attributes = element.attrs.map(({ name, content }) => `${name}=${content}`).sort();
      return [`{${element.namespaceUri}}${element.name}`, ...attributes, ...text].join(' ');
    }),
  );
}

const messageId = 'uuid:0dfb8f66-de74-4f30-ba83-bebde1239ebf';
const answers: ReadonlyArray<[string, string]> = [
  ['10-response-00-live-shape.xml', resultXml({ code: '00', identity: ADRTROIS })],
  ['11-response-00-history-schema-order.xml', resultXml({ code: '00', identity: ECETINSI })],
  ['12-response-01.xml', resultXml({ code: '01' })],
  ['13-response-02.xml', resultXml({ code: '02' })],
  ['20-fault-front-desir_550-http500.xml', faultXml('desir_550', { messageId })],
  ['21-fault-backend-insi_102-http500.xml', faultXml('insi_102')],
];

describe.skipIf(!present)('samples rebuilt from the facts (skipped: ../shared is absent)', () => {
  it.each(answers)('writes the content of %s', (file, xml) => {
    expect(contentOf(xml)).toEqual(contentOf(readFileSync(join(samples, file))));
  });

  it('reads the request sample', () => {
    const request = readInsiRequest(readFileSync(join(samples, '01-request-WS_INS2-mtls-certificate.xml')), {
      contentType: '',
    });
    expect(request).toMatchObject({
      soap12: true,
      messageId,
      operation: 'WS_INS2',
      contexteLps: true,
      contexteBam: true,
      couverture: 'vide',
      idam: 'TESTIDAM0001',
      body: 'WS_INS2',
      traits: { nomNaissance: 'ADRTROIS', prenoms: ['DOMINIQUE'], sexe: 'F', dateNaissance: '1997-02-26' },
      keys: ['ADRTROIS'],
    });
  });

  it('finds the birth name and the matricules of a search by card', () => {
    const body = readFileSync(join(samples, '04-body-WS_INS1-RECVITALE.xml'), 'utf8').replace(/<!--.*?-->/s, '');
    const envelope = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${body}</e:Body></e:Envelope>`;
    expect(readInsiRequest(Buffer.from(envelope), { contentType: '' }).keys).toEqual(['ADRUN', '2751263220749']);
  });
});
