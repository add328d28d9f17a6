import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleFile } from '../../rules/examples/index.ts';
import { archiveFile, documentMail, pdfFile, rightCda, rightPdf } from '../../rules/examples/pieces.ts';
import { reportOn } from '../property/judgement.ts';

/** What only who opened the file knows. */
const secret = 'CANARI-7d1f';

let folder: string;
let server: Server;
let called: string[];
let address: string;
let canary: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-canari-'));
  canary = join(folder, 'canari.txt');
  await writeFile(canary, secret);
  called = [];
  server = createServer((request, response) => {
    called.push(String(request.url));
    response.end(`<!ENTITY e "${secret}">`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Ways to have a reader of XML open something: before the root, in it, as its attributes. */
const lures: Readonly<Record<string, (uri: string) => { before?: string; inside?: string; attributes?: string }>> = {
  'a general entity': (uri) => ({ before: `<!DOCTYPE x [<!ENTITY e SYSTEM "${uri}">]>`, inside: '&e;' }),
  'a parameter entity': (uri) => ({ before: `<!DOCTYPE x [<!ENTITY % e SYSTEM "${uri}"> %e;]>` }),
  'an external DTD': (uri) => ({ before: `<!DOCTYPE x SYSTEM "${uri}">` }),
  'a public DTD': (uri) => ({ before: `<!DOCTYPE x PUBLIC "-//X//Y" "${uri}">` }),
  'a notation': (uri) => ({
    before: `<!DOCTYPE x [<!NOTATION n SYSTEM "${uri}"><!ENTITY e SYSTEM "${uri}" NDATA n>]>`,
  }),
  'an inclusion': (uri) => ({
    inside: `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="${uri}"/>`,
  }),
  'a schema': (uri) => ({
    attributes: ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:hl7-org:v3 ${uri}" xsi:noNamespaceSchemaLocation="${uri}"`,
  }),
  'a style sheet': (uri) => ({ before: `<?xml-stylesheet type="text/xsl" href="${uri}"?><?xml-model href="${uri}"?>` }),
  'a base': (uri) => ({ attributes: ` xml:base="${uri}"`, inside: '<a href="x"/>' }),
};

function lured(xml: string, { before = '', inside = '', attributes = '' }: ReturnType<(typeof lures)[string]>): string {
  const [, declaration = '', name = '', rest = ''] = /^(<\?xml[^>]*\?>)?\s*<([\w:]+)([^>]*)>/.exec(xml) ?? [];
  const start = `${declaration}${before}<${name}${rest}${attributes}>${inside}`;
  return start + xml.slice(xml.indexOf('>', declaration.length) + 1);
}

async function told(bytes: Buffer | string): Promise<string> {
  return JSON.stringify(await reportOn(Buffer.from(bytes)));
}

it.each(Object.keys(lures))('%s of a message is not opened, from a file or the network', async (lure) => {
  for (const file of ['cda', 'insi', 'recherche', 'vihf'] as const) {
    const xml = (await exampleFile(file)).toString();
    for (const uri of [`file://${canary}`, canary, `${address}/${file}`]) {
      expect(await told(lured(xml, lures[lure]!(uri)))).not.toContain(secret);
    }
  }
  expect(called).toEqual([]);
});

it.each(Object.keys(lures))('%s of a document of an archive in a mail is not opened', async (lure) => {
  for (const uri of [`file://${canary}`, `${address}/archive`]) {
    const document = lured(rightCda, lures[lure]!(uri));
    const zip = await archiveFile({ 'IHE_XDM/SUBSET01/DOC0001.XML': document });
    expect(await told(await documentMail([zip, pdfFile()]))).not.toContain(secret);
  }
  expect(called).toEqual([]);
});

it('what a mail, a PDF, an HL7 message and an index point to is not opened', async () => {
  const mail = await documentMail();
  const external = `Content-Type: message/external-body; access-type=URL; URL="${address}/mail"\r\n\r\n`;
  const index = `<html><head><link rel="stylesheet" href="${address}/css"></head><body><img src="${canary}"></body></html>`;
  const link = `9 0 obj <</Type/Action/S/URI/URI(${address}/pdf)/F(${canary})>> endobj\n%%EOF`;
  const files = [
    mail.replace('--=_b--', `--=_b\r\n${external}\r\n--=_b--`),
    await documentMail([await archiveFile({ 'INDEX.HTM': index }), pdfFile()]),
    rightPdf.toString('latin1').replace('%%EOF', link),
    (await exampleFile('mdm'))
      .toString()
      .replace(/\|ED\|/, `|RP|`)
      .replace(/OBX[^\r]*/, `$&${address}/hl7^${canary}`),
    rightCda.replace('</title>', `</title><text><reference value="${address}/reference"/></text>`),
  ];
  for (const file of files) expect(await told(Buffer.from(file, 'latin1'))).not.toContain(secret);
  expect(called).toEqual([]);
});

it('the listener does hear who calls it', async () => {
  await (await fetch(`${address}/essai`)).text();
  expect(called.splice(0)).toEqual(['/essai']);
});
