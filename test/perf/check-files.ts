import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signCanonical, type TestSigner, testSigner } from '../../core/testing.ts';
import { dmpEnvelope, search, vihfXml } from '../../rules/examples/dmp.ts';
import { exampleBytes, exampleFile, ruleExamples } from '../../rules/examples/index.ts';
import { archiveFile, documentMail, metadataOf, pdfFile, rightCda, rightPdf } from '../../rules/examples/pieces.ts';
import { depositExchange, hasMember, rightEntry, rightSet, submitObjects } from '../../rules/examples/xds.ts';

/** Makes the bytes of the file of that number, like no other. */
type Make = (n: number) => Promise<Buffer> | Buffer;

const megabyte = 1024 ** 2;

/** Makes files as they come in life: of every kind, right and wrong, small and large; a hundred of them is one round. */
export async function makeFiles(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const round = await roundOfFiles();
  const paths: string[] = [];
  for (let n = 0; n < count; n += 1) {
    // Prime to the length of a round: any hundred in a row has them all, the kinds mixed.
    const make = round[(n * 37) % round.length] as Make;
    const path = join(folder, `fichier-${n}`);
    await writeFile(path, await make(n));
    paths.push(path);
  }
  return paths;
}

async function roundOfFiles(): Promise<Make[]> {
  const signer = await testSigner();
  const wrong = await wrongFiles();
  return [
    ...times(12, (n) => Buffer.from(cda(n))),
    ...times(5, (n) => Buffer.from(structured(n, 400))),
    ...times(1, (n) => Buffer.from(structured(n, 4_000))),
    ...times(2, (n) => Buffer.from(largeCda(n, (1 + (n % 3)) * megabyte))),
    ...times(11, (n) => archive(cda(n))),
    ...times(1, (n) => archive(largeCda(n, 2 * megabyte))),
    ...times(11, (n) => mail(cda(n))),
    ...times(1, (n) => mail(largeCda(n, 3 * megabyte))),
    ...times(12, async (n) => renumbered(await exampleFile('insi'), n)),
    ...times(7, (n) => Buffer.from(request(n, signer))),
    ...times(6, (n) => deposit(n, { cda: cda(n), signer })),
    ...times(1, (n) => deposit(n, { cda: largeCda(n, megabyte), signer })),
    ...times(5, (n) => Buffer.from(signed(n, signer))),
    ...times(4, (n) => Buffer.from(submitObjects(rightSet() + rightEntry().replace('IPP0001', `IPP${n}`) + hasMember))),
    ...times(4, async (n) => renumbered(await exampleFile('mdm'), n)),
    ...times(3, async (n) => renumbered(await exampleFile('adt'), n)),
    ...times(2, (n) => Buffer.concat([rightPdf, Buffer.from(`% ${n}\n`)])),
    ...times(1, (n) => Buffer.concat([rightPdf, noise(n, 2 * megabyte), Buffer.from('\n%%EOF\n')])),
    // The wrong ones of the rules' examples take turns.
    ...times(11, (n) => wrong[n % wrong.length] as Buffer),
  ];
}

function times(count: number, make: Make): Make[] {
  return Array.from({ length: count }, () => make);
}

async function wrongFiles(): Promise<Buffer[]> {
  const files: Buffer[] = [];
  for (const { example } of await ruleExamples()) {
    if ('file' in example) files.push(await exampleBytes(example, 'wrong'));
  }
  return files;
}

function renumbered(bytes: Buffer, n: number): Buffer {
  return Buffer.from(bytes.toString().replaceAll(/\b(?:m-1|M-1|A-1)\b/g, `m-${n}`));
}

function cda(n: number): string {
  return rightCda.replace('2.25.1234"', `2.25.1234${n}"`);
}

function largeCda(n: number, size: number): string {
  const pdf = Buffer.concat([rightPdf, noise(n, size), Buffer.from('\n%%EOF\n')]).toString('base64');
  return cda(n).replace(/(?<=representation="B64">)[^<]*/, pdf);
}

/** A document whose body is as long as that of a report of biology. */
function structured(n: number, entries: number): string {
  const entry = (i: number): string =>
    `<entry typeCode="DRIV"><observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.3.1.6"/><id root="2.25.${n}${i}"/><code code="718-7" codeSystem="2.16.840.1.113883.6.1" displayName="Hémoglobine"/><statusCode code="completed"/><effectiveTime value="20260302091500+0100"/><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="PQ" value="${10 + (i % 7)}" unit="g/dL"/></observation></entry>`;
  const rows = Array.from(
    { length: entries },
    (_, i) => `<paragraph ID="l${i}">Hémoglobine : ${10 + (i % 7)} g/dL</paragraph>`,
  );
  const section = `<section><title>Résultats</title><text>${rows.join('')}</text>${Array.from({ length: entries }, (_, i) => entry(i)).join('')}</section>`;
  return cda(n).replace(
    /<nonXMLBody>.*<\/nonXMLBody>/s,
    `<structuredBody><component>${section}</component></structuredBody>`,
  );
}

async function archive(document: string): Promise<Buffer> {
  return (await filed(document)).bytes;
}

async function mail(document: string): Promise<Buffer> {
  return Buffer.from(await documentMail([await filed(document), pdfFile()]));
}

function filed(document: string): ReturnType<typeof archiveFile> {
  return archiveFile({
    'IHE_XDM/SUBSET01/METADATA.XML': metadataOf(document),
    'IHE_XDM/SUBSET01/DOC0001.XML': document,
  });
}

function signed(n: number, signer: TestSigner): string {
  return signCanonical(vihfXml({ id: `_v${n}` }), `_v${n}`, signer);
}

function request(n: number, signer: TestSigner): string {
  return dmpEnvelope({ action: 'urn:ihe:iti:2007:RegistryStoredQuery', body: search(), vihf: signed(n, signer) });
}

function deposit(n: number, { cda: document, signer }: { cda: string; signer: TestSigner }): Buffer {
  const { body = '', contentType, path } = depositExchange({ cda: document, vihf: signed(n, signer) });
  const head = `POST /si-dmp-server/v2/services/${path} HTTP/1.1\r\nContent-Type: ${contentType}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

/** Bytes that compress badly, as those of a scanned page do. */
function noise(n: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = n + 1;
  for (let i = 0; i + 4 <= size; i += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes.writeUInt32LE(state, i);
  }
  return bytes;
}
