import { type HttpHandler, http } from 'msw';
import { isProbantError } from '../../core/index.ts';
import { bodyOf, contextOf, type HostedService, type HostFailure } from '../host/index.ts';
import { InsiDirectory } from './directory.ts';
import { type FaultCode, faultResponse } from './faults.ts';
import { soapMediaType } from './namespaces.ts';
import { type InsiRequest, readInsiRequest } from './request.ts';
import { resultXml } from './result.ts';
import { refusalOf } from './validation.ts';

/** How the mocked INSi answers. */
export interface InsiOptions {
  /** Who it knows; a directory of one's own takes prepared answers. */
  directory?: InsiDirectory;
  /** CNDA authorisation numbers accepted (IDAM); empty: all. */
  authorisations?: readonly string[];
}

const failures: Record<HostFailure, { code: FaultCode; status: number }> = {
  adresse_inconnue: { code: 'probant_adresse_inconnue', status: 404 },
  corps_trop_gros: { code: 'probant_corps_trop_gros', status: 413 },
  erreur_interne: { code: 'probant_erreur_interne', status: 500 },
};

/**
 * The msw handlers of INSi: `POST /lps` at any address.
 *
 * The bench serves them over mutual TLS; a publisher's own unit tests may give them to msw:
 * `setupServer(...insiHandlers())`. The client certificate is then not checked, for there is none.
 */
export function insiHandlers(options: InsiOptions = {}): HttpHandler[] {
  const directory = options.directory ?? new InsiDirectory();
  const authorisations = options.authorisations ?? [];
  return [http.post('*/lps', ({ request }) => answer(request, { directory, authorisations }))];
}

/** INSi as a host serves it. */
export function insiService(options: InsiOptions = {}): HostedService {
  return {
    name: 'insi',
    handlers: insiHandlers(options),
    failure: (failure) => faultResponse(failures[failure].code, { status: failures[failure].status }),
  };
}

async function answer(request: Request, options: Required<InsiOptions>): Promise<Response> {
  const context = contextOf(request);
  const query = read(await bodyOf(request), request.headers.get('content-type') ?? '');
  if (typeof query === 'string') return faultResponse(query);
  context?.attribute(query.keys);
  const messageId = query.messageId ?? undefined;
  const caller = { commonNames: context?.commonNames, authorisations: options.authorisations };
  const refusal = refusalOf(query, caller);
  if (refusal !== undefined) return faultResponse(refusal, { messageId });
  const found = options.directory.answer(query.traits);
  if ('fault' in found) return faultResponse(found.fault, { messageId });
  return new Response(resultXml(found), { headers: { 'content-type': soapMediaType } });
}

function read(body: Buffer, contentType: string): InsiRequest | FaultCode {
  try {
    return readInsiRequest(body, contentType);
  } catch (thrown) {
    if (isProbantError(thrown, 'xml_interdit')) return 'probant_xml_interdit';
    if (isProbantError(thrown, 'xml_invalide')) return 'probant_xml_invalide';
    throw thrown;
  }
}
