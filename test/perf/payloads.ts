import { randomUUID } from 'node:crypto';
import { publishedIdentities } from '../../core/index.ts';
import { signCanonical, type TestSigner } from '../../core/testing.ts';
import { envelope, existenceBody, queryBody, signerOf, vihf } from '../support/dmp-request.ts';
import { insiRequest } from '../support/insi-request.ts';

/** Kinds of request of the load. */
export const kinds = ['WS_INS2', 'TD0.2', 'TD3.1'] as const;
/** WS_INS2 of INSi; TD0.2 (existence) and TD3.1 (search, ITI-18) of the DMP, under a signed VIHF. */
export type Kind = (typeof kinds)[number];

/** Services of the load. */
export type Service = 'insi' | 'dmp';

/** PEM of the seal that signs the VIHF. */
export interface Seal {
  cert: string;
  key: string;
}

/** A request before it has an address. */
export interface Payload {
  service: Service;
  path: string;
  body: string;
  /** What the answer must hold. */
  expects: string;
}

const dmpPath = '/si-dmp-server/v2/services';
const findDocuments = '14d4debf-8f97-4251-9a74-a90016b0af0d';
const approved = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";

/** Makes requests of which no two are equal: an evidence store that keeps equal bytes once gains nothing from them. */
export class Payloads {
  readonly #signer: TestSigner;

  constructor(seal: Seal) {
    this.#signer = signerOf(seal);
  }

  make(kind: Kind): Payload {
    const make = { WS_INS2: insi, 'TD0.2': () => this.#existence(), 'TD3.1': () => this.#search() }[kind];
    return make();
  }

  #existence(): Payload {
    const body = this.#envelope(existenceBody(), 'INDIRECTE');
    return { service: 'dmp', path: `${dmpPath}/patients`, body, expects: 'PRPA_IN201308UV02' };
  }

  /** In AIR, where each token serves once and lives 30 s: the search is open to professionals only. */
  #search(): Payload {
    const query = queryBody(findDocuments, { XDSDocumentEntryStatus: approved });
    const body = this.#envelope(query, 'INDIRECTE_RENFORCEE');
    return { service: 'dmp', path: `${dmpPath}/registry`, body, expects: 'totalResultCount="3"' };
  }

  #envelope(body: string, mode: string): string {
    const id = `_${randomUUID()}`;
    const issuer = 'CN=CABINET TEMOIN TEST, OU=1630000018, O=TEST PROBANT, C=FR';
    const assertion = signCanonical(vihf({ id, mode, issuer }), id, this.#signer);
    return envelope(body, assertion).replace('urn:uuid:essai', `urn:uuid:${randomUUID()}`);
  }
}

function insi(): Payload {
  const { nomNaissance, prenom, sexe, dateNaissance } = publishedIdentities.ADRTROIS;
  const traits = { nomNaissance, prenoms: [prenom], sexe, dateNaissance };
  const body = insiRequest({ ...traits, messageId: `urn:uuid:${randomUUID()}` });
  return { service: 'insi', path: '/lps', body, expects: 'CodeCR>00<' };
}

/** The bytes of a request on the wire. */
export function wireBytes({ path, body }: Payload): Buffer {
  const content = Buffer.from(body);
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/soap+xml; charset=utf-8',
    'Accept: */*',
    'User-Agent: probant-perf',
    `Content-Length: ${content.length}`,
    'Connection: keep-alive',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), content]);
}
