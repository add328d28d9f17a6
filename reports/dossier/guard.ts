import { buffer as toBuffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import { drawPerson, type RegisteredIdentity, Registers, type StoredAttempt, sha256 } from '../../core/index.ts';

/** Something in the evidence that no register knows. */
export interface Leak {
  path: string;
  line: number;
  /** French; never holds the value itself. */
  what: string;
}

/** What a dossier may show: the fictitious persons and the test secrets of the run. */
export interface Known {
  registers: Registers;
  /** SHA-256 of the secrets. */
  secrets: ReadonlySet<string>;
  identities: RegisteredIdentity[];
  secretList: Array<{ sha256: string; label: string }>;
}

const unzippedCap = 64 * 1024 ** 2;
const personsByScenario = 10;

// Names of fields that hold a matricule: the INSi WSDL, FHIR-like JSON, the reads of the driver contract.
const insFields = [
  /<(?:\w+:)?(?:NumIdentifiant|MatriculeINS|INS_NIR|INS_NIA|NIR)\b[^>]*>\s*([0-9][0-9AB]{12})/gi,
  /\\?"(?:NumIdentifiant|matricule|matriculeIns|ins|nir|nia)\\?"\s*:\s*\\?"\s*([0-9][0-9AB]{12})/gi,
  /[?&;](?:matricule|ins|nir)=([0-9][0-9AB]{12})/gi,
];

const secretShapes: Array<{ what: string; pattern: RegExp }> = [
  {
    what: 'une clé privée',
    pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[\s\S]*?-----END (?:[A-Z]+ )?PRIVATE KEY-----/g,
  },
  { what: 'un jeton JWT', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g },
  { what: 'un jeton porteur', pattern: /\bBearer\s+([\w.~+/-]{16,}=*)/gi },
];

/** The registers of a concluded attempt; those of a killed run are drawn again from its seed and its plan. */
export function knownOf(attempt: StoredAttempt, declared: Array<{ matricule: string; motif: string }>): Known {
  const registers = new Registers();
  const conclusion = attempt.events.find((event) => event.type === 'tentative-conclue');
  for (const { matricule, motif } of declared) registers.addDeclared(matricule, motif);
  const drawn = conclusion === undefined ? drawnIdentities(attempt) : conclusion.identites;
  for (const identity of drawn) {
    if (!registers.knows(identity.matricule))
      registers.addDeclared(identity.matricule, identity.reason ?? identity.origin);
  }
  const secretList = conclusion?.secrets ?? [];
  return {
    registers,
    secrets: new Set(secretList.map((secret) => secret.sha256)),
    identities: conclusion?.identites ?? registers.identities(),
    secretList,
  };
}

/** Looks for real persons and live secrets in a file of the dossier, and in what it packs. */
export function leaksIn(path: string, bytes: Uint8Array, known: Known): Leak[] | Promise<Leak[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return leaksInZip(path, buffer, known);
  if (buffer[0] === 0x1f && buffer[1] === 0x8b) return leaksInGzip(path, buffer, known);
  const text = textOf(buffer);
  return text === undefined ? [] : leaksInText(path, text, known);
}

function leaksInText(path: string, text: string, known: Known): Leak[] {
  const at = (offset: number, what: string): Leak => ({ path, line: lineAt(text, offset), what });
  const suspects = known.registers
    .suspects(text)
    .map(({ matricule, offset }) => at(offset, unknownMatricule(matricule)));
  const fields = insFields.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter((match) => !known.registers.knows(match[1] ?? ''))
      .map((match) => at(match.index, unknownMatricule(match[1] ?? ''))),
  );
  const secrets = secretShapes.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)]
      .filter((match) => !isKnownSecret(match[1] ?? match[0], known))
      .map((match) => at(match.index, `${what} que les registres ne connaissent pas`)),
  );
  return [...suspects, ...fields, ...secrets];
}

async function leaksInZip(path: string, buffer: Buffer, known: Known): Promise<Leak[]> {
  const leaks: Leak[] = [];
  try {
    const zip = await fromBufferPromise(buffer);
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || entry.isEncrypted()) continue;
      if (entry.uncompressedSize > unzippedCap) return [...leaks, unread(`${path} › ${entry.fileName}`)];
      const bytes = await toBuffer(await zip.openReadStreamPromise(entry));
      const text = textOf(bytes);
      if (text !== undefined) leaks.push(...leaksInText(`${path} › ${entry.fileName}`, text, known));
    }
    return leaks;
  } catch {
    return [...leaks, unread(path)];
  }
}

function leaksInGzip(path: string, buffer: Buffer, known: Known): Leak[] {
  try {
    const text = textOf(gunzipSync(buffer, { maxOutputLength: unzippedCap }));
    return text === undefined ? [] : leaksInText(path, text, known);
  } catch {
    return [unread(path)];
  }
}

function unread(path: string): Leak {
  return { path, line: 1, what: 'une archive qui ne peut pas être relue' };
}

// A token in a log is written as it went; a key may have lost its last line break, or be escaped in JSON.
function isKnownSecret(found: string, { secrets }: Known): boolean {
  const unescaped = found.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
  return [found, unescaped, `${unescaped}\n`, unescaped.trim()].some((form) => secrets.has(sha256(form)));
}

// Text is what decodes as UTF-8 without a null character, or begins with the mark of UTF-16.
function textOf(buffer: Buffer): string | undefined {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.toString('utf16le');
  if (buffer.subarray(0, 8192).includes(0)) return undefined;
  return buffer.toString('utf8');
}

function unknownMatricule(matricule: string): string {
  return `le matricule ${matricule.slice(0, 3)}… que les registres ne connaissent pas`;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line += 1;
  return line;
}

function drawnIdentities({ opening }: StoredAttempt): RegisteredIdentity[] {
  const draw = { seed: opening.seed, ...(opening.nonce === undefined ? {} : { nonce: opening.nonce }) };
  return opening.scenarios.flatMap((scenario) =>
    Array.from({ length: personsByScenario }, (_, i) => ({
      matricule: drawPerson(draw, scenario, i).matricule,
      origin: 'generee' as const,
      scenario,
    })),
  );
}
