import { getResponse } from 'msw';
import { DmpDirectory, type DmpOptions, type DmpPatient, dmpHandlers } from '../../mocks/dmp/index.ts';
import {
  type DocumentParts,
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  member,
  mtom,
  submission,
  vihf,
} from './dmp-request.ts';

/** The patient of DMP tests, as the DMP knows him unless a test says otherwise. */
export const dmpPatient: DmpPatient = { ...dmpPerson, etat: 'actif', autorisation: 'VALIDE', owner: 'essai' };

/** What the DMP answered. */
export interface DmpAnswer {
  status: number;
  type: string;
  text: string;
  /** The header `Probant-Avertissement`. */
  warnings: string;
}

/** A mocked DMP without network, and who calls it. */
export class DmpDesk {
  readonly directory = new DmpDirectory();
  readonly #handlers: ReturnType<typeof dmpHandlers>;

  constructor(options: DmpOptions = {}) {
    this.#handlers = dmpHandlers({ directory: this.directory, signatures: false, ...options });
    this.directory.declare(dmpPatient);
  }

  /** Posts bytes to a path of the services. */
  async send(path: string, body: string | Buffer, type = 'application/soap+xml; charset=utf-8'): Promise<DmpAnswer> {
    const request = new Request(`https://dmp.test/si-dmp-server/v2/services/${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(Buffer.from(body)),
    });
    const response = await getResponse(this.#handlers, request);
    if (response === undefined) throw new Error('no handler');
    const { headers, status } = response;
    return {
      status,
      type: headers.get('content-type') ?? '',
      text: await response.text(),
      warnings: headers.get('probant-avertissement') ?? '',
    };
  }

  /** Posts a body with a VIHF: one of a professional in AIR, who may do all but deposit, unless one is given. */
  ask(path: string, body: string, assertion: string = professional()): Promise<DmpAnswer> {
    return this.send(path, envelope(body, assertion));
  }

  /** Deposits one document, and more associations. */
  deposit(parts: DocumentParts = {}, more = '', documents?: Readonly<Record<string, string>>): Promise<DmpAnswer> {
    const { body, type } = mtom(
      envelope(depositBody(submission(documentXml(parts) + member() + more, parts))),
      documents,
    );
    return this.send('repository', body, type);
  }
}

let tokens = 0;

/** A VIHF of the physician in AIR, which serves once. */
export function professional(parts: Parameters<typeof vihf>[0] = {}): string {
  tokens += 1;
  return vihf({ mode: 'INDIRECTE_RENFORCEE', id: `_jeton${tokens}`, ...parts });
}

/** The code of an answer: subcode of a fault, codes of XDS errors, or `Success`. */
export function codeOf({ text }: Pick<DmpAnswer, 'text'>): string {
  const subcode = /<soap:Subcode><soap:Value>soap:([^<]+)/.exec(text)?.[1];
  const errors = [...text.matchAll(/errorCode="([^"]+)"/g)].map(([, code]) => code);
  const status = / status="[^"]*ResponseStatusType:(\w+)"/.exec(text)?.[1] ?? '';
  return subcode ?? (errors.length > 0 ? `${status} ${errors.join(' ')}` : status);
}
